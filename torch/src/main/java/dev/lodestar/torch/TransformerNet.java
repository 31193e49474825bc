package dev.lodestar.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The transformer as a function of weights and states: blocks h += attention(LayerNorm(h)), h +=
 * mlp(LayerNorm(h)), every position attending to every visible one, queries and keys turned by
 * their position (Su et al., RoFormer, 2104.09864).
 *
 * @param config sizes
 * @param half whether products of matrices are taken in bfloat16; sums, norms and the residual
 *     stream stay in single precision
 */
record TransformerNet(TransformerDenoiser.Config config, boolean half) implements MaskedNet {
  private static final double BASE = 10_000;
  private static final int WIDENING = 4;

  @Override
  public int vocabulary() {
    return config.vocabulary();
  }

  @Override
  public int visible(int[] state) {
    return config.visible(state, 0, state.length);
  }

  @Override
  public Tensor logits(Weights w, int[][] states) {
    return forward(w, config.states(states), config.visible(states));
  }

  @Override
  public ParameterLayout layout() {
    return layout(config);
  }

  static ParameterLayout layout(TransformerDenoiser.Config c) {
    int d = c.width();
    ParameterLayout.Builder b = new ParameterLayout.Builder();
    b.dense("embedding", d, c.vocabulary() + 1).free("positions", d, c.length(), d);
    for (int i = 0; i < c.layers(); i++) {
      String block = "blocks." + i;
      b.norm(block + ".norm1", d).dense(block + ".qkv", 3 * d, d).dense(block + ".out", d, d);
      b.norm(block + ".norm2", d);
      b.dense(block + ".up", WIDENING * d, d).dense(block + ".down", d, WIDENING * d);
    }
    return b.norm("norm", d).dense("head", c.vocabulary(), d).build();
  }

  /**
   * Logits of states.
   *
   * @param x one-hot states, shape [rows, positions, V + 1]
   * @param visible visible positions of each row, from the left, at least 1
   * @return shape [rows, positions, V]; what stands beyond a row's visible positions means nothing
   */
  Tensor forward(Weights w, Tensor x, int[] visible) {
    int positions = (int) x.size(1);
    Tensor hidden = hidden(visible, positions);
    Tensor[] turn = turn(positions);
    Tensor h = Nets.dense(w, "embedding", x).add(w.get("positions").narrow(0, 0, positions));
    for (int i = 0; i < config.layers(); i++) {
      String block = "blocks." + i;
      Tensor u = Nets.norm(w, block + ".norm1", h);
      h = h.add(dense(w, block + ".out", attention(dense(w, block + ".qkv", u), turn, hidden)));
      u = Nets.norm(w, block + ".norm2", h);
      h = h.add(dense(w, block + ".down", torch.gelu(dense(w, block + ".up", u))));
    }
    return Nets.dense(w, "head", Nets.norm(w, "norm", h));
  }

  private Tensor dense(Weights w, String name, Tensor x) {
    Tensor weight = w.get(name + ".weight");
    Tensor bias = w.get(name + ".bias");
    if (!half) {
      return torch.linear(x, weight, new TensorOptional(bias));
    }
    return torch
        .linear(low(x), low(weight), new TensorOptional(low(bias)))
        .to(torch.ScalarType.Float);
  }

  private static Tensor low(Tensor x) {
    return x.to(torch.ScalarType.BFloat16);
  }

  /**
   * @param qkv queries, keys and values, shape [rows, positions, 3·width]
   * @return shape [rows, positions, width]
   */
  private Tensor attention(Tensor qkv, Tensor[] turn, Tensor hidden) {
    long rows = qkv.size(0);
    long positions = qkv.size(1);
    long size = config.width() / config.heads();
    Tensor parts = qkv.view(rows, positions, 3, config.heads(), size).permute(2, 0, 3, 1, 4);
    Tensor turned = turned(parts.narrow(0, 0, 2), turn);
    Tensor out =
        torch.scaled_dot_product_attention(
            turned.select(0, 0),
            turned.select(0, 1),
            parts.select(0, 2),
            new TensorOptional(hidden),
            0,
            false,
            new DoubleOptional(),
            false);
    return out.transpose(1, 2).reshape(rows, positions, config.width());
  }

  private Tensor turned(Tensor x, Tensor[] turn) {
    TensorVector halves = x.chunk(2, -1);
    Tensor crossed = torch.cat(new TensorVector(halves.get(1), halves.get(0)), -1);
    return x.mul(turn[0]).add(crossed.mul(turn[1]));
  }

  /** Cosines, and sines with the sign that a turn gives them, each [positions, head size]. */
  private Tensor[] turn(int positions) {
    int size = config.width() / config.heads();
    int pairs = size / 2;
    float[] cos = new float[positions * size];
    float[] sin = new float[positions * size];
    for (int p = 0; p < positions; p++) {
      for (int i = 0; i < size; i++) {
        double angle = p * Math.pow(BASE, -(double) (i % pairs) / pairs);
        cos[p * size + i] = (float) Math.cos(angle);
        sin[p * size + i] = (float) (i < pairs ? -Math.sin(angle) : Math.sin(angle));
      }
    }
    return new Tensor[] {Torch.tensor(cos, positions, size), Torch.tensor(sin, positions, size)};
  }

  /** What is added to attention logits: 0, or minus infinity for keys that are not visible. */
  private Tensor hidden(int[] visible, int positions) {
    float[] mask = new float[visible.length * positions];
    for (int r = 0; r < visible.length; r++) {
      Arrays.fill(mask, r * positions + visible[r], (r + 1) * positions, Float.NEGATIVE_INFINITY);
    }
    return Torch.tensor(mask, visible.length, 1, 1, positions);
  }
}
