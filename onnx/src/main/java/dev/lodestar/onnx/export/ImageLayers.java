package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Layers over images [batch, channels, height, width] as operations.
 *
 * @param net the graph and the parameters
 */
record ImageLayers(Layers net) {
  private static final float NORM_EPSILON = 1e-5f;

  private GraphBuilder g() {
    return net.graph();
  }

  /** A convolution with an odd kernel that keeps the size, or halves it with stride 2. */
  String conv(String name, String x, long stride) {
    long half = net.size(name + ".weight", 2) / 2;
    return g().op(
            "Conv",
            List.of(x, net.parameter(name + ".weight"), net.parameter(name + ".bias")),
            Attribute.of("strides", stride, stride),
            Attribute.of("pads", half, half, half, half));
  }

  /**
   * Group norm: every group of channels as one instance, then each channel's own scale and shift.
   *
   * @param side pixels a side
   */
  String norm(String name, String x, long group, long side) {
    long channels = net.size(name + ".weight", 0);
    long groups = channels / group;
    String instances =
        g().op(
                "InstanceNormalization",
                List.of(
                    g().reshape(x, 0, groups, -1),
                    constants("ones", groups, 1),
                    constants("zeros", groups, 0)),
                Attribute.of("epsilon", NORM_EPSILON));
    String image = g().reshape(instances, 0, channels, side, side);
    String scaled = g().mul(image, g().reshape(net.parameter(name + ".weight"), channels, 1, 1));
    return g().add(scaled, g().reshape(net.parameter(name + ".bias"), channels, 1, 1));
  }

  private String constants(String name, long count, float value) {
    float[] values = new float[(int) count];
    Arrays.fill(values, value);
    return g().constant(Tensor.of(name + " " + count, values, count));
  }

  /** x·σ(x). */
  String silu(String x) {
    return g().mul(x, g().op("Sigmoid", x));
  }

  /** Group norm, then SiLU. */
  String active(String name, String x, long group, long side) {
    return silu(norm(name, x, group, side));
  }

  /** Every pixel four times: twice the side. */
  String twice(String x) {
    String scales = g().constant(Tensor.of("twice", new float[] {1, 1, 2, 2}, 4));
    return g().op(
            "Resize",
            List.of(x, "", scales),
            Attribute.of("mode", "nearest"),
            Attribute.of("coordinate_transformation_mode", "asymmetric"),
            Attribute.of("nearest_mode", "floor"));
  }

  /** Squares of pixels as channels, the colours outermost. */
  String cut(String x, long channels, long side, long patch) {
    if (patch == 1) {
      return x;
    }
    long small = side / patch;
    String squares = g().reshape(x, -1, channels, small, patch, small, patch);
    String outermost = g().transpose(squares, 0, 1, 3, 5, 2, 4);
    return g().reshape(outermost, -1, channels * patch * patch, small, small);
  }

  /** The inverse of {@link #cut}. */
  String join(String x, long patch) {
    return patch == 1
        ? x
        : g().op("DepthToSpace", x, Attribute.of("blocksize", patch), Attribute.of("mode", "CRD"));
  }
}
