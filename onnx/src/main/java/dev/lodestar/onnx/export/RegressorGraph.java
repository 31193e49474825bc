package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.torch.CnnRegressor;
import dev.lodestar.torch.CnnValueNet;
import dev.lodestar.torch.ResidualRegressor;
import dev.lodestar.torch.Scaling;
import java.util.Arrays;
import java.util.List;

/** Regression networks as graphs: tokens [batch, length] to scores [batch], in data units. */
final class RegressorGraph {
  private static final int WAVES = 8;

  private RegressorGraph() {}

  /** {@link CnnRegressor}: sequences right-aligned in the longest one's width. */
  static void write(CnnRegressor.Config c, Scaling scaling, Layers net) {
    GraphBuilder g = net.graph();
    String tokens = g.input("tokens", ElementType.INT64, "batch", "length");
    String letters = g.slice(net.oneHot(tokens, c.vocabulary() + 1L), 1, 0, c.vocabulary());
    String first = g.slice(letters, 1, 0, 1);
    String present = g.add(g.mul(first, g.real(0)), g.real(1));
    String x = g.concat(1, letters, present);
    String h = padded(net, x, tokens, c.maxLength());
    for (int i = 0; i < c.layers(); i++) {
      h = g.relu(net.conv("conv." + i, h, 1, c.maxLength()));
    }
    readOut(net, h, (long) c.channels() * c.maxLength(), scaling);
  }

  /** {@link CnnValueNet} of finished sequences: no letter masked, at time 0. */
  static void write(CnnValueNet.Config c, Scaling scaling, Layers net) {
    GraphBuilder g = net.graph();
    String tokens = g.input("tokens", ElementType.INT64, "batch", "length");
    String h = padded(net, net.oneHot(tokens, c.vocabulary() + 1L), tokens, c.maxLength());
    float[] ones = new float[WAVES];
    Arrays.fill(ones, 1);
    String waves = g.constant(Tensor.of("cosines of 0", ones, 1, WAVES));
    for (int i = 0; i < c.layers(); i++) {
      String time = g.reshape(net.dense("time." + i, waves), 1, c.channels(), 1);
      h = g.relu(g.add(net.conv("conv." + i, h, 1, c.maxLength()), time));
    }
    readOut(net, h, (long) c.channels() * c.maxLength(), scaling);
  }

  /** Zeros before the first position, up to a width. */
  private static String padded(Layers net, String x, String tokens, int width) {
    GraphBuilder g = net.graph();
    String missing = g.op("Sub", List.of(g.wholes(width), length(g, tokens)));
    String none = g.wholes(0, 0);
    String nothing = g.wholes(0);
    String pads = g.concat(0, none, missing, none, nothing);
    return g.op("Pad", List.of(x, pads, g.real(0)));
  }

  private static void readOut(Layers net, String h, long numbers, Scaling scaling) {
    GraphBuilder g = net.graph();
    String flat = g.reshape(h, -1, numbers);
    score(g, scaling, net.dense("head", g.relu(net.dense("dense", flat))));
  }

  /** {@link ResidualRegressor}: each position told its place and frame, counted from the 3' end. */
  static void write(ResidualRegressor.Config c, Scaling scaling, Layers net) {
    GraphBuilder g = net.graph();
    String tokens = g.input("tokens", ElementType.INT64, "batch", "length");
    String x = g.slice(net.oneHot(tokens, c.vocabulary() + 1L), 1, 0, c.vocabulary());
    String length = length(g, tokens);
    String begin = g.op("Sub", List.of(g.wholes(c.maxLength()), length));
    String place = g.slice(net.parameter("place"), 0, begin, g.wholes(c.maxLength()));
    String h = g.relu(g.add(net.conv("stem", x, 1, 0), g.transpose(frames(net, length), 1, 0)));
    h = g.add(h, g.transpose(place, 1, 0));
    for (int i = 0; i < c.dilations().size(); i++) {
      String u = net.channelNorm("norms." + i, h);
      h = g.add(h, g.relu(net.conv("convs." + i, u, c.dilations().get(i), 0)));
    }
    Attribute positions = Attribute.of("axes", new long[] {2});
    Attribute flat = Attribute.of("keepdims", 0L);
    String pooled =
        g.concat(1, g.op("ReduceMean", h, positions, flat), g.op("ReduceMax", h, positions, flat));
    score(g, scaling, net.dense("head", g.relu(net.dense("dense", pooled))));
  }

  /** Positions, as a vector of one number. */
  private static String length(GraphBuilder g, String tokens) {
    return g.op("Shape", tokens, Attribute.of("start", 1L), Attribute.of("end", 2L));
  }

  /** The frame's shift of every position, [length, channels]. */
  private static String frames(Layers net, String length) {
    GraphBuilder g = net.graph();
    String scalar = g.op("Squeeze", List.of(length, g.wholes(0)));
    String place = g.op("Range", List.of(g.whole(0), scalar, g.whole(1)));
    String frame = g.op("Mod", List.of(g.op("Sub", List.of(place, scalar)), g.whole(3)));
    return g.op("Gather", List.of(net.parameter("frame"), frame), Attribute.of("axis", 0L));
  }

  static void score(GraphBuilder g, Scaling scaling, String y) {
    String data = g.add(g.mul(y, g.real(scaling.scale())), g.real(scaling.mean()));
    g.output(g.reshape(data, -1), "score", ElementType.FLOAT32, "batch");
  }
}
