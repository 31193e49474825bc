package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.torch.UNet;
import dev.lodestar.torch.UNetConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * {@link UNet} as a graph: noisy images, their noise by its angle, and, where it knows classes, a
 * class or the number of classes for none, to v.
 */
final class UNetGraph {
  private static final double WAVES = 1000;
  private static final double LONGEST = 10_000;

  private final UNetConfig c;
  private final Layers net;
  private final ImageLayers images;
  private final GraphBuilder g;

  private UNetGraph(UNetConfig config, Layers net) {
    this.c = config;
    this.net = net;
    this.images = new ImageLayers(net);
    this.g = net.graph();
  }

  static void write(UNetConfig config, Layers net) {
    new UNetGraph(config, net).write();
  }

  private void write() {
    String state = g.input("state", ElementType.FLOAT32, "batch", c.channels(), c.side(), c.side());
    String told = images.silu(embedding(g.input("time", ElementType.FLOAT32, "batch")));
    int levels = c.widths().size();
    int side = c.side() / c.patch();
    String h = images.conv("in", images.cut(state, c.channels(), c.side(), c.patch()), 1);
    Deque<String> skips = new ArrayDeque<>(List.of(h));
    for (int l = 0; l < levels; l++) {
      for (int b = 0; b < c.blocks(); b++) {
        h = block("down." + l + "." + b, h, told, side, attends(l));
        skips.push(h);
      }
      if (l + 1 < levels) {
        h = images.conv("down." + l + ".half", h, 2);
        side /= 2;
        skips.push(h);
      }
    }
    h = block("middle.0", h, told, side, true);
    h = block("middle.1", h, told, side, false);
    for (int l = levels - 1; l >= 0; l--) {
      for (int b = 0; b <= c.blocks(); b++) {
        h = block("up." + l + "." + b, g.concat(1, h, skips.pop()), told, side, attends(l));
      }
      if (l > 0) {
        h = images.conv("up." + l + ".twice", images.twice(h), 1);
        side *= 2;
      }
    }
    String v = images.conv("out", images.active("out.norm", h, c.group(), side), 1);
    g.output(
        images.join(v, c.patch()),
        "prediction",
        ElementType.FLOAT32,
        "batch",
        c.channels(),
        c.side(),
        c.side());
  }

  private boolean attends(int level) {
    return level >= c.widths().size() - c.attention();
  }

  /** What the blocks are told, [batch, embedding]. */
  private String embedding(String time) {
    int pairs = c.embedding() / 2;
    float[] turns = new float[pairs];
    for (int i = 0; i < pairs; i++) {
      turns[i] = (float) (WAVES * Math.pow(LONGEST, -(double) i / pairs));
    }
    String phase = g.mul(g.reshape(time, -1, 1), g.constant(Tensor.of("turns", turns, pairs)));
    String waves = g.concat(1, g.op("Sin", phase), g.op("Cos", phase));
    String level = net.dense("time.1", images.silu(net.dense("time.0", waves)));
    if (c.classes() == 0) {
      return level;
    }
    String condition = g.input("condition", ElementType.INT64, "batch");
    float[] nothing = new float[c.embedding()];
    String none = g.constant(Tensor.of("no class", nothing, 1, c.embedding()));
    String table = g.concat(0, net.parameter("classes"), none);
    return g.add(level, g.op("Gather", List.of(table, condition), Attribute.of("axis", 0L)));
  }

  private String block(String name, String x, String told, int side, boolean attends) {
    long width = net.size(name + ".conv1.weight", 0);
    String h = images.active(name + ".norm1", x, c.group(), side);
    h = images.conv(name + ".conv1", h, 1);
    String both = g.reshape(net.dense(name + ".told", told), -1, 2 * width, 1, 1);
    String u = images.norm(name + ".norm2", h, c.group(), side);
    u = g.add(g.mul(u, g.add(g.slice(both, 1, 0, width), g.real(1))), shift(both, width));
    h = images.conv(name + ".conv2", images.silu(u), 1);
    boolean widens = net.size(name + ".conv1.weight", 1) != width;
    h = g.add(widens ? images.conv(name + ".past", x, 1) : x, h);
    return attends ? g.add(h, attention(name, h, width, side)) : h;
  }

  private String shift(String both, long width) {
    return g.slice(both, 1, width, 2 * width);
  }

  private String attention(String name, String x, long width, int side) {
    long places = (long) side * side;
    long size = width / c.heads();
    String qkv = images.conv(name + ".qkv", images.norm(name + ".norm3", x, c.group(), side), 1);
    // from [batch, 3·heads·size, side, side] to [3, batch, heads, places, size]
    String parts = g.transpose(g.reshape(qkv, -1, 3, c.heads(), size, places), 1, 0, 2, 4, 3);
    String q = g.mul(part(parts, 0), g.real(1 / Math.sqrt((double) size)));
    String scores = g.op("MatMul", List.of(q, g.transpose(part(parts, 1), 0, 1, 3, 2)));
    String shares = g.op("Softmax", scores, Attribute.of("axis", -1L));
    String out = g.op("MatMul", List.of(shares, part(parts, 2)));
    String image = g.reshape(g.transpose(out, 0, 1, 3, 2), -1, width, side, side);
    return images.conv(name + ".mix", image, 1);
  }

  private String part(String parts, long which) {
    return g.op("Gather", List.of(parts, g.whole(which)), Attribute.of("axis", 0L));
  }
}
