package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.torch.ConvGruRegressor;
import dev.lodestar.torch.Scaling;
import java.util.List;

/** {@link ConvGruRegressor} as a graph: tokens [batch, length] to scores [batch], in data units. */
final class GruGraph {
  private static final String GRU = "embedding.gru_tower.gru.";
  private static final String FFN = "embedding.gru_tower.ffn.";
  private static final String HEAD = "head.channel_transform.conv.layer";
  private static final List<String> DIRECTIONS = List.of("", "_reverse");

  private final ConvGruRegressor.Config c;
  private final Layers net;
  private final GraphBuilder g;

  private GruGraph(ConvGruRegressor.Config config, Layers net) {
    this.c = config;
    this.net = net;
    this.g = net.graph();
  }

  static void write(ConvGruRegressor.Config config, Scaling scaling, Layers net) {
    new GruGraph(config, net).write(scaling);
  }

  private void write(Scaling scaling) {
    String tokens = g.input("tokens", ElementType.INT64, "batch", "length");
    String h = g.slice(net.oneHot(tokens, c.vocabulary() + 1L), 1, 0, c.vocabulary());
    for (int i = 0; i < c.layers(); i++) {
      h = g.relu(net.conv("embedding.conv_tower.blocks." + i + ".conv", h, 1, 0));
    }
    String u = net.norm(FFN + "dense1.norm.layer", g.transpose(gru(h), 1, 0, 2));
    u = net.dense(FFN + "dense2.linear", g.relu(net.dense(FFN + "dense1.linear", u)));
    String places = net.conv(HEAD, g.transpose(u, 0, 2, 1), 1, 0);
    String mean =
        g.op(
            "ReduceMean",
            places,
            Attribute.of("axes", new long[] {1, 2}),
            Attribute.of("keepdims", 0L));
    RegressorGraph.score(g, scaling, mean);
  }

  /** Both directions, summed; from [batch, channels, length] to [length, batch, channels]. */
  private String gru(String x) {
    String both =
        g.op(
            "GRU",
            List.of(
                g.transpose(x, 2, 0, 1),
                directions("weight_ih_l0"),
                directions("weight_hh_l0"),
                g.concat(1, directions("bias_ih_l0"), directions("bias_hh_l0"))),
            Attribute.of("hidden_size", (long) c.channels()),
            Attribute.of("direction", "bidirectional"),
            Attribute.of("linear_before_reset", 1L));
    return g.add(direction(both, 0), direction(both, 1));
  }

  private String direction(String both, long which) {
    return g.op("Gather", List.of(both, g.whole(which)), Attribute.of("axis", 1L));
  }

  /** A parameter of both directions, [2, 3·channels, ...]. */
  private String directions(String name) {
    String[] ordered =
        DIRECTIONS.stream()
            .map(d -> g.op("Unsqueeze", List.of(gates(GRU + name + d), g.wholes(0))))
            .toArray(String[]::new);
    return g.concat(0, ordered);
  }

  /** Gates in ONNX's order: update, reset, new; PyTorch's is reset, update, new. */
  private String gates(String name) {
    String all = net.parameter(name);
    long n = c.channels();
    return g.concat(
        0, g.slice(all, 0, n, 2 * n), g.slice(all, 0, 0, n), g.slice(all, 0, 2 * n, 3 * n));
  }
}
