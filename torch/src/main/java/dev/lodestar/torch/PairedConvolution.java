package dev.lodestar.torch;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution over positions and its ReLU for processors with a matrix unit, which multiplies
 * numbers of half precision many times faster than others of single precision, and sums in single.
 *
 * <p>Every number is split into two of half precision, x = x₁ + x₂ to about 22 bits, and x·w is
 * x₁w₁ + x₂w₁ + x₁w₂: one convolution over three times the channels. What is left out, x₂w₂, is
 * about 2⁻²² of the product, so that outputs differ from those in single precision about as much as
 * these differ among each other when they are added in another order.
 */
final class PairedConvolution implements AutoCloseable {
  /** Largest input that still has room in half precision, and where its halves lose bits. */
  private static final double LARGEST = 1 << 14;

  private static final double SMALLEST = 1;

  /** Weights are scaled by a power of two so that the largest is about this. */
  private static final int WEIGHT_EXPONENT = 10;

  private static final int CHANNELS = 32;

  /** Positions split at a time. */
  private static final long SLAB = 1024;

  /** What a tap costs here, whether or not it sees anything, in taps of single precision. */
  private static final double COST = 0.45;

  /** What splitting costs, in taps of single precision. */
  private static final double OVERHEAD = 1;

  /** Rows and positions of an input, and zeros before and behind. */
  private record Shape(long rows, long width, int padding) {}

  /** A convolution of one shape; the weights are as it reads them. */
  private record Plan(
      convolution_forward primitive,
      memory.desc source,
      memory weights,
      memory.desc destination,
      memory.desc scratch,
      long width) {}

  private final int inputs;
  private final int outputs;
  private final int taps;
  private final int dilation;
  private final float scale;
  private final Tensor weight;
  private final Tensor bias;
  private final Map<Shape, Plan> plans = new HashMap<>();
  private final List<memory> packed = new ArrayList<>();
  private final List<Pointer> owned = new ArrayList<>();

  /**
   * @param weight shape [outputs, inputs, taps]
   * @param bias shape [outputs]
   */
  PairedConvolution(Tensor weight, Tensor bias, int dilation) {
    this.outputs = Math.toIntExact(weight.size(0));
    this.inputs = Math.toIntExact(weight.size(1));
    this.taps = Math.toIntExact(weight.size(2));
    this.dilation = dilation;
    try (Scope s = Scope.inference()) {
      double largest = Math.max(Float.MIN_NORMAL, weight.abs().max().item_float());
      this.scale = Math.scalb(1f, WEIGHT_EXPONENT - Math.getExponent(largest));
      Tensor scaled = Nets.times(weight, scale);
      Tensor first = half(scaled);
      Tensor second = half(scaled.sub(single(first)));
      this.weight = own(torch.cat(new TensorVector(first, first, second), 1).contiguous());
      this.bias = own(Nets.times(bias, scale));
    }
  }

  /**
   * Whether this is possible on this processor, exact enough and faster.
   *
   * @param weight shape [outputs, inputs, taps]
   * @param length positions of the sequences, of which the outer taps may see few
   * @param largest magnitude of the inputs at most
   */
  static boolean suits(Tensor weight, int dilation, int length, double largest) {
    long taps = weight.size(2);
    return weight.size(0) % CHANNELS == 0
        && weight.size(1) % CHANNELS == 0
        && largest >= SMALLEST
        && largest <= LARGEST
        && seen(taps, dilation, length) > OVERHEAD + COST * taps
        && MatrixUnit.present();
  }

  /** Taps that see a position, on average over positions. */
  private static double seen(long taps, int dilation, int length) {
    double seen = 1;
    for (long k = 1; k <= taps / 2; k++) {
      seen += 2 * Math.max(0, 1 - (double) k * dilation / length);
    }
    return seen;
  }

  private static Tensor half(Tensor x) {
    return x.to(torch.ScalarType.Half);
  }

  private static Tensor single(Tensor x) {
    return x.to(torch.ScalarType.Float);
  }

  private <T extends Pointer> T own(T p) {
    p.retainReference();
    owned.add(p);
    return p;
  }

  /**
   * @param x shape [rows, positions, inputs]
   * @param padding zeros before and behind
   * @return shape [rows, positions + 2 * padding - (taps - 1) * dilation, outputs]
   */
  Tensor apply(Tensor x, int padding) {
    Plan plan = plan(new Shape(x.size(0), x.size(1), padding));
    Tensor out = torch.empty(x.size(0), plan.width, outputs);
    try (Scope s = Scope.inference()) {
      Tensor pairs = pairs(x);
      Tensor scratch = torch.empty(plan.scratch.get_size() / Float.BYTES + 1);
      IntMemoryMap arguments = new IntMemoryMap();
      arguments.put(DNNL_ARG_SRC, in(plan.source, pairs));
      arguments.put(DNNL_ARG_WEIGHTS, plan.weights);
      arguments.put(DNNL_ARG_BIAS, in(biasDesc(), bias));
      arguments.put(DNNL_ARG_DST, in(plan.destination, out));
      arguments.put(DNNL_ARG_SCRATCHPAD, in(plan.scratch, scratch));
      plan.primitive.execute(new stream(MatrixUnit.engine()), arguments);
    }
    return out;
  }

  /** x₁, x₂ and x₁ again, side by side; a few rows at a time, so that they stay in the caches. */
  private Tensor pairs(Tensor x) {
    Tensor flat = x.contiguous().view(-1, inputs);
    long rows = flat.size(0);
    Tensor out =
        torch.empty(
            new long[] {rows, 3L * inputs},
            new TensorOptions(torch.ScalarType.Half),
            new MemoryFormatOptional());
    Tensor scratch = torch.empty(Math.min(rows, SLAB), inputs);
    for (long from = 0; from < rows; from += SLAB) {
      long count = Math.min(SLAB, rows - from);
      Tensor all = flat.narrow(0, from, count);
      Tensor halves = out.narrow(0, from, count);
      Tensor first = halves.narrow(1, 0, inputs);
      Tensor rest = scratch.narrow(0, 0, count);
      rest.copy_(first.copy_(all));
      torch.sub_out(rest, all, rest);
      halves.narrow(1, inputs, inputs).copy_(rest);
      halves.narrow(1, 2L * inputs, inputs).copy_(first);
    }
    return out;
  }

  private static memory in(memory.desc desc, Tensor t) {
    return new memory(desc, MatrixUnit.engine(), t.data_ptr());
  }

  private memory.desc biasDesc() {
    return new memory.desc(new long[] {outputs}, data_type.f32, format_tag.x);
  }

  private synchronized Plan plan(Shape shape) {
    return plans.computeIfAbsent(shape, this::make);
  }

  private Plan make(Shape shape) {
    long width = shape.width + 2L * shape.padding - (taps - 1L) * dilation;
    try (Scope s = Scope.inference()) {
      memory.desc source =
          new memory.desc(
              new long[] {shape.rows, 3L * inputs, 1, shape.width}, data_type.f16, format_tag.nhwc);
      long[] filter = {outputs, 3L * inputs, 1, taps};
      memory.desc weights = new memory.desc(filter, data_type.f16, format_tag.any);
      memory.desc destination =
          new memory.desc(
              new long[] {shape.rows, outputs, 1, width}, data_type.f32, format_tag.nhwc);
      primitive_attr attributes = new primitive_attr();
      attributes.set_scratchpad_mode(scratchpad_mode.user);
      post_ops after = new post_ops();
      after.append_eltwise(algorithm.eltwise_relu, 0f, 0f);
      after.append_eltwise(algorithm.eltwise_linear, 1 / scale, 0f);
      attributes.set_post_ops(after);
      long[] padding = {0, shape.padding};
      convolution_forward.primitive_desc how =
          new convolution_forward.primitive_desc(
              MatrixUnit.engine(),
              prop_kind.forward_inference,
              algorithm.convolution_direct,
              source,
              weights,
              biasDesc(),
              destination,
              new long[] {1, 1},
              new long[] {0, dilation - 1},
              padding,
              padding,
              attributes,
              false);
      return new Plan(
          own(new convolution_forward(how)),
          own(source),
          packed(how.weights_desc()),
          own(destination),
          own(how.scratchpad_desc()),
          width);
    }
  }

  /** The weights laid out as asked for. */
  private memory packed(memory.desc desc) {
    for (memory known : packed) {
      if (known.get_desc().equals(desc)) {
        return known;
      }
    }
    memory.desc plain =
        new memory.desc(new long[] {outputs, 3L * inputs, 1, taps}, data_type.f16, format_tag.nchw);
    memory out = own(new memory(desc, MatrixUnit.engine()));
    stream stream = new stream(MatrixUnit.engine());
    memory from = in(plain, weight);
    new reorder(from, out).execute(stream, from, out);
    packed.add(out);
    return out;
  }

  @Override
  public void close() {
    owned.forEach(Pointer::close);
    owned.clear();
    plans.clear();
    packed.clear();
  }
}
