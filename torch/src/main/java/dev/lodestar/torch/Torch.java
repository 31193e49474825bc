package dev.lodestar.torch;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch as this module uses it: one thread a worker, parallel over rows.
 *
 * <p>OpenBLAS and OpenMP each bring a pool of spinning threads, and two pools on one machine slow
 * each other several times over; so both are held to one thread, and {@link Workers} spreads the
 * rows. Starting the JVM with {@code -Dorg.bytedeco.javacpp.maxPhysicalBytes=0} spares a look at
 * the process's memory at every small allocation (about 1.4 µs each); native memory is bounded here
 * by scopes, not by that check.
 */
final class Torch {
  private Torch() {}

  /** Loads the native libraries and sets their threads, once, when first touched. */
  private static final class Runtime {
    static final boolean READY = start();

    private static boolean start() {
      // Only if the user said nothing: JavaCPP reads the property when it loads.
      if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
      }
      openblas_nolapack.blas_set_num_threads(1);
      torch.set_num_threads(1);
      return true;
    }
  }

  /** Makes the calling thread fit for tensor work. */
  static void init() {
    if (!Runtime.READY) {
      throw new IllegalStateException("libtorch did not start");
    }
    // OpenMP's thread count belongs to the calling thread.
    torch.set_num_threads(1);
  }

  /** A tensor of its own memory, filled from the heap; belongs to the open scope. */
  static Tensor tensor(float[] values, long... shape) {
    Tensor t = torch.empty(shape);
    t.data_ptr_float().put(values, 0, values.length);
    return t;
  }

  /** A vector of indices; belongs to the open scope. */
  static Tensor tensor(long[] indices) {
    return Tensor.create(indices, indices.length);
  }

  /** The values in row-major order. */
  static float[] floats(Tensor t) {
    float[] out = new float[Math.toIntExact(t.numel())];
    t.contiguous().data_ptr_float().get(out, 0, out.length);
    return out;
  }
}
