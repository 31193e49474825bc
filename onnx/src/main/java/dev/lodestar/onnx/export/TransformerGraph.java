package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.proto.Attribute;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.torch.TransformerDenoiser;
import java.util.Arrays;
import java.util.List;

/**
 * {@link TransformerDenoiser} as a graph: tokens [batch, length] to logits [batch, length, V], what
 * lies behind the first end token neither seen nor predicted.
 */
final class TransformerGraph {
  private static final double BASE = 10_000;
  private static final float NEVER = -1e9f;

  private final TransformerDenoiser.Config c;
  private final Layers net;
  private final GraphBuilder g;

  private TransformerGraph(TransformerDenoiser.Config c, Layers net) {
    this.c = c;
    this.net = net;
    this.g = net.graph();
  }

  static void write(TransformerDenoiser.Config config, Layers net) {
    new TransformerGraph(config, net).write();
  }

  private void write() {
    String tokens = g.input("tokens", ElementType.INT64, "batch", c.length());
    String states = g.transpose(net.oneHot(tokens, c.vocabulary() + 1L), 0, 2, 1);
    String hidden = hidden(tokens);
    String mask =
        g.reshape(
            g.op("Where", List.of(hidden, g.real(Double.NEGATIVE_INFINITY), g.real(0))),
            -1,
            1,
            1,
            c.length());
    String cos = turn(true);
    String sin = turn(false);
    String h = g.add(net.dense("embedding", states), net.parameter("positions"));
    for (int i = 0; i < c.layers(); i++) {
      String block = "blocks." + i;
      String qkv = net.dense(block + ".qkv", net.norm(block + ".norm1", h));
      h = g.add(h, net.dense(block + ".out", attention(qkv, cos, sin, mask)));
      String up = net.dense(block + ".up", net.norm(block + ".norm2", h));
      h = g.add(h, net.dense(block + ".down", gelu(up)));
    }
    String logits = net.dense("head", net.norm("norm", h));
    if (c.end() != TransformerDenoiser.NO_END) {
      String behind = g.reshape(hidden, -1, c.length(), 1);
      logits = g.op("Where", List.of(behind, end(), logits));
    }
    g.output(logits, "logits", ElementType.FLOAT32, "batch", c.length(), c.vocabulary());
  }

  /** Which positions lie behind an end token, [batch, length]. */
  private String hidden(String tokens) {
    String ends = g.op("Equal", List.of(tokens, g.whole(c.end())));
    String count =
        g.op(
            "CumSum",
            List.of(
                g.op("Cast", ends, Attribute.of("to", (long) ElementType.FLOAT32.number())),
                g.whole(1)),
            Attribute.of("exclusive", 1L));
    return g.op("Greater", List.of(count, g.real(0)));
  }

  /** Logits that say "end" for certain, [V]. */
  private String end() {
    float[] logits = new float[c.vocabulary()];
    Arrays.fill(logits, NEVER);
    logits[c.end()] = 0;
    return g.constant(Tensor.of("end", logits, logits.length));
  }

  private String attention(String qkv, String cos, String sin, String mask) {
    long size = c.width() / c.heads();
    String parts = g.transpose(g.reshape(qkv, 0, 0, 3, c.heads(), size), 2, 0, 3, 1, 4);
    String q = turned(part(parts, 0), cos, sin);
    String k = turned(part(parts, 1), cos, sin);
    String scores = g.op("MatMul", List.of(q, g.transpose(k, 0, 1, 3, 2)));
    String scaled = g.mul(scores, g.real(1 / Math.sqrt(size)));
    String shares = g.op("Softmax", g.add(scaled, mask), Attribute.of("axis", -1L));
    String out = g.op("MatMul", List.of(shares, part(parts, 2)));
    return g.reshape(g.transpose(out, 0, 2, 1, 3), 0, 0, c.width());
  }

  private String part(String parts, long which) {
    return g.op("Gather", List.of(parts, g.whole(which)), Attribute.of("axis", 0L));
  }

  private String turned(String x, String cos, String sin) {
    long half = c.width() / c.heads() / 2;
    String crossed = g.concat(-1, g.slice(x, 3, half, 2 * half), g.slice(x, 3, 0, half));
    return g.add(g.mul(x, cos), g.mul(crossed, sin));
  }

  /** Cosines, or sines with the sign that a turn gives them, [length, head size]. */
  private String turn(boolean cosine) {
    int size = c.width() / c.heads();
    int pairs = size / 2;
    float[] out = new float[c.length() * size];
    for (int p = 0; p < c.length(); p++) {
      for (int i = 0; i < size; i++) {
        double angle = p * Math.pow(BASE, -(double) (i % pairs) / pairs);
        double sine = i < pairs ? -Math.sin(angle) : Math.sin(angle);
        out[p * size + i] = (float) (cosine ? Math.cos(angle) : sine);
      }
    }
    return g.constant(Tensor.of(cosine ? "cosines" : "sines", out, c.length(), size));
  }

  /** x·Φ(x), exactly. */
  private String gelu(String x) {
    String erf = g.op("Erf", g.mul(x, g.real(Math.sqrt(0.5))));
    return g.mul(g.mul(x, g.real(0.5)), g.add(erf, g.real(1)));
  }
}
