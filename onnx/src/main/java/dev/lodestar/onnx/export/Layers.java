package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.torch.DType;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import java.util.List;
import java.util.Map;

/**
 * Layers of the project's networks as operations. Parameters enter under their own names and as
 * they are, those stored in bfloat16 in single precision, so that an exported file holds what it
 * was made from.
 *
 * @param graph they are added to
 * @param weights of the network
 */
record Layers(GraphBuilder graph, SafeTensors weights) {
  private static final float NORM_EPSILON = 1e-5f;

  String parameter(String name) {
    StoredTensor t = weights.get(name);
    if (t.type() == DType.BF16) {
      t = StoredTensor.of(t.floats(), t.shape());
    }
    if (t.type() != DType.F32) {
      throw new IllegalArgumentException(
          "Parameter '" + name + "' is " + t.type() + "; networks are exported from F32 or BF16.");
    }
    return graph.constant(new Tensor(name, ElementType.FLOAT32, t.shape(), t.bytes(), Map.of()));
  }

  long size(String parameter, int axis) {
    return weights.get(parameter).shape()[axis];
  }

  /**
   * Tokens as channels, shape [batch, V + 1, length].
   *
   * @param tokens shape [batch, length]
   */
  String oneHot(String tokens, long depth) {
    String values = graph.constant(Tensor.of("off, on", new float[] {0, 1}, 2));
    return graph.op(
        "OneHot", List.of(tokens, graph.whole(depth), values), Attribute.of("axis", 1L));
  }

  /**
   * A dilated convolution that keeps the length, shape [batch, channels, length].
   *
   * @param length positions, or 0 where they vary; with a length, taps that see only padding are
   *     left out
   */
  String conv(String name, String x, int dilation, int length) {
    String weight = parameter(name + ".weight");
    long half = size(name + ".weight", 2) / 2;
    long seen = length == 0 ? half : Math.min(half, (length - 1) / dilation);
    if (seen < half) {
      weight = graph.slice(weight, 2, half - seen, half + seen + 1);
    }
    return graph.op(
        "Conv",
        List.of(x, weight, parameter(name + ".bias")),
        Attribute.of("dilations", new long[] {dilation}),
        Attribute.of("pads", seen * dilation, seen * dilation));
  }

  /** x·Wᵀ + b over the last dimension. */
  String dense(String name, String x) {
    String weight = graph.transpose(parameter(name + ".weight"), 1, 0);
    return graph.add(graph.op("MatMul", List.of(x, weight)), parameter(name + ".bias"));
  }

  /** Layer norm over the last dimension. */
  String norm(String name, String x) {
    return graph.op(
        "LayerNormalization",
        List.of(x, parameter(name + ".weight"), parameter(name + ".bias")),
        Attribute.of("axis", -1L),
        Attribute.of("epsilon", NORM_EPSILON));
  }

  /** Layer norm over the channels of [batch, channels, length]. */
  String channelNorm(String name, String x) {
    return graph.transpose(norm(name, graph.transpose(x, 0, 2, 1)), 0, 2, 1);
  }
}
