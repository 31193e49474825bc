package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.ConditionalCnn;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** {@link CnnDenoiser} as a graph: tokens [batch, length] to logits [batch, length, V]. */
final class CnnDenoiserGraph {
  private CnnDenoiserGraph() {}

  /**
   * @param length positions, or 0 where they vary
   */
  static void write(CnnDenoiser.Config c, Layers net, int length) {
    write(c, net, length, block -> Optional.empty());
  }

  /**
   * {@link ConditionalCnn}, told one and the same condition of every row.
   *
   * @param told the condition; empty for none
   */
  static void write(ConditionalCnn.Config c, Optional<Integer> told, Layers net, int length) {
    GraphBuilder g = net.graph();
    write(
        c.network(),
        net,
        length,
        block -> {
          // in the file even where it says nothing, so that the weights come back whole
          String vectors = net.parameter("conditions." + block);
          return told.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  g.op("Gather", List.of(vectors, g.whole(told.get())), Attribute.of("axis", 0L)));
        });
  }

  /**
   * @param shift what is added to every position in a block, [channels]
   */
  private static void write(
      CnnDenoiser.Config c, Layers net, int length, IntFunction<Optional<String>> shift) {
    GraphBuilder g = net.graph();
    Object positions = length == 0 ? "length" : length;
    String tokens = g.input("tokens", ElementType.INT64, "batch", positions);
    String x = net.oneHot(tokens, c.vocabulary() + 1L);
    String h = g.relu(net.conv("linear", x, 1, length));
    String time = time(c, net);
    for (int i = 0; i < c.dilations().size(); i++) {
      String level = net.dense("time_layers." + i + ".dense", time);
      String vector = shift.apply(i).map(v -> g.add(level, v)).orElse(level);
      String shifted = g.add(h, g.reshape(vector, 1, c.channels(), 1));
      String u = net.channelNorm("norms." + i, shifted);
      h = g.add(h, g.relu(net.conv("convs." + i, u, c.dilations().get(i), length)));
    }
    String hidden = g.relu(net.conv("final_conv.0", h, 1, length));
    String y = g.transpose(net.conv("final_conv.2", hidden, 1, length), 0, 2, 1);
    String logits = g.slice(y, 2, 0, c.vocabulary());
    g.output(logits, "logits", ElementType.FLOAT32, "batch", positions, c.vocabulary());
  }

  /** The embedding of σ = 0, a constant: relu of a linear map of [sin 2πWσ, cos 2πWσ]. */
  private static String time(CnnDenoiser.Config c, Layers net) {
    GraphBuilder g = net.graph();
    float[] zeros = new float[c.channels() / 2];
    String sigma = g.constant(Tensor.of("sigma", zeros, zeros.length));
    String phase = g.mul(net.parameter("time_embedder.0.W"), sigma);
    String waves = g.concat(0, g.op("Sin", phase), g.op("Cos", phase));
    return g.relu(net.dense("time_embedder.1", waves));
  }
}
