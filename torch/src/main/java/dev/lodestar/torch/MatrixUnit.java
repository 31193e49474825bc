package dev.lodestar.torch;

import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_attr;

/**
 * Whether the processor multiplies matrices of half precision in a unit of its own (Intel's
 * AMX-FP16), and the oneDNN that makes use of it: its own library, because libtorch's copy gives
 * results of half precision back in no other.
 *
 * <p>{@code -Dlodestar.matrix-unit=false} does without.
 */
final class MatrixUnit {
  private MatrixUnit() {}

  /** The library's engine, once, when first touched. */
  private static final class Library {
    static final engine ENGINE = processor();
    static final boolean PRESENT = implementation().contains("amx");

    private static engine processor() {
      engine out = new engine(engine.kind.cpu, 0);
      // It lives as long as the program, whatever scope is open now.
      out.retainReference();
      return out;
    }

    /** How the library would convolve numbers of half precision. */
    private static String implementation() {
      try (Scope s = Scope.inference()) {
        long[] image = {1, 64, 1, 64};
        convolution_forward.primitive_desc how =
            new convolution_forward.primitive_desc(
                ENGINE,
                prop_kind.forward_inference,
                algorithm.convolution_direct,
                new memory.desc(image, data_type.f16, format_tag.nhwc),
                new memory.desc(new long[] {64, 64, 1, 1}, data_type.f16, format_tag.any),
                new memory.desc(image, data_type.f32, format_tag.nhwc),
                new long[] {1, 1},
                new long[] {0, 0},
                new long[] {0, 0},
                new long[] {0, 0},
                new primitive_attr(),
                false);
        return how.impl_info_str().getString();
      }
    }
  }

  private static final class Found {
    static final boolean PRESENT = find();

    private static boolean find() {
      try {
        return Boolean.parseBoolean(System.getProperty("lodestar.matrix-unit", "true"))
            && Library.PRESENT;
      } catch (RuntimeException | LinkageError absent) {
        return false;
      }
    }
  }

  /** Whether there is one, and the library to use it. */
  static boolean present() {
    return Found.PRESENT;
  }

  static engine engine() {
    return Library.ENGINE;
  }
}
