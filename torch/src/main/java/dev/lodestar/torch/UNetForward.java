package dev.lodestar.torch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The U-Net as a function of weights and states, for inference, guidance and training alike.
 *
 * <p>A block: h = conv1(SiLU(GN(x))); x + conv2(SiLU(GN(h)·(1 + scale) + shift)), with scale and
 * shift from noise level and condition. Source: Ho, Jain, Abbeel (2006.11239), appendix B; the
 * conditioning of norms is that of Dhariwal and Nichol (2105.05233), section 3.
 */
final class UNetForward {
  /** The fastest of the noise level's waves goes so many radians over the whole range. */
  private static final double WAVES = 1000;

  /** Wavelengths span this factor. */
  private static final double LONGEST = 10_000;

  private final UNetConfig config;
  private final Weights w;
  private final ImageNets nets;

  /**
   * @param half whether to compute in bfloat16
   */
  UNetForward(UNetConfig config, Weights w, boolean half) {
    this.config = config;
    this.w = w;
    this.nets = new ImageNets(w, half);
  }

  /** Whether a parameter only enters in bfloat16 where that is computed in. */
  static boolean rounds(String parameter) {
    return !parameter.startsWith("time.") && !parameter.equals("classes");
  }

  /**
   * The network's output.
   *
   * @param x noisy images, shape [rows, channels, side, side]
   * @param levels noise level of each row, 0 (data) to 1 (noise)
   * @param told condition of each row; negative for none
   * @return shape of {@code x}, single precision
   */
  Tensor output(Tensor x, float[] levels, int[] told) {
    Tensor known = torch.silu(nets.low(embedding(levels, told)));
    Tensor h = nets.enter(config.patch() == 1 ? x : torch.pixel_unshuffle(x, config.patch()));
    Deque<Tensor> skips = new ArrayDeque<>();
    h = nets.conv("in", h, 1);
    skips.push(h);
    for (int l = 0; l < config.levels(); l++) {
      for (int b = 0; b < config.blocks(); b++) {
        h = block("down." + l + "." + b, h, known, config.attends(l));
        skips.push(h);
      }
      if (l + 1 < config.levels()) {
        h = nets.conv("down." + l + ".half", h, 2);
        skips.push(h);
      }
    }
    h = block("middle.0", h, known, true);
    h = block("middle.1", h, known, false);
    for (int l = config.levels() - 1; l >= 0; l--) {
      for (int b = 0; b <= config.blocks(); b++) {
        h = torch.cat(new TensorVector(h, skips.pop()), 1);
        h = block("up." + l + "." + b, h, known, config.attends(l));
      }
      if (l > 0) {
        h = nets.conv("up." + l + ".twice", nets.twice(h), 1);
      }
    }
    h = nets.leave(nets.conv("out", nets.active("out.norm", config.group(), h), 1));
    return config.patch() == 1 ? h : torch.pixel_shuffle(h, config.patch());
  }

  /** What the blocks are told, shape [rows, embedding]. */
  private Tensor embedding(float[] levels, int[] told) {
    int pairs = config.embedding() / 2;
    float[] waves = new float[levels.length * config.embedding()];
    for (int r = 0; r < levels.length; r++) {
      for (int i = 0; i < pairs; i++) {
        double phase = WAVES * levels[r] * Math.pow(LONGEST, -(double) i / pairs);
        waves[r * 2 * pairs + i] = (float) Math.sin(phase);
        waves[r * 2 * pairs + pairs + i] = (float) Math.cos(phase);
      }
    }
    Tensor t = Torch.tensor(waves, levels.length, config.embedding());
    t = Nets.dense(w, "time.1", torch.silu(Nets.dense(w, "time.0", t)));
    if (config.classes() == 0) {
      return t;
    }
    float[] chosen = new float[told.length * config.classes()];
    for (int r = 0; r < told.length; r++) {
      if (told[r] >= 0) {
        chosen[r * config.classes() + told[r]] = 1;
      }
    }
    Tensor rows = Torch.tensor(chosen, told.length, config.classes());
    return t.add(rows.matmul(w.get("classes")));
  }

  private Tensor block(String name, Tensor x, Tensor known, boolean attends) {
    int group = config.group();
    Tensor h = nets.conv(name + ".conv1", nets.active(name + ".norm1", group, x), 1);
    TensorVector told = nets.dense(name + ".told", known).unsqueeze(2).unsqueeze(3).chunk(2, 1);
    Tensor u = nets.norm(name + ".norm2", group, h);
    u = u.addcmul(u, told.get(0)).add(told.get(1));
    h = nets.conv(name + ".conv2", torch.silu(u), 1);
    Tensor past = x.size(1) == h.size(1) ? x : nets.conv(name + ".past", x, 1);
    h = past.add(h);
    return attends ? h.add(attention(name, h)) : h;
  }

  private Tensor attention(String name, Tensor x) {
    long rows = x.size(0);
    long channels = x.size(1);
    long side = x.size(2);
    int heads = config.heads();
    Tensor qkv = nets.conv(name + ".qkv", nets.norm(name + ".norm3", config.group(), x), 1);
    // [3, rows, heads, places, channels of a head]
    Tensor parts =
        qkv.permute(0, 2, 3, 1)
            .reshape(rows, side * side, 3, heads, channels / heads)
            .permute(2, 0, 3, 1, 4)
            .contiguous();
    Tensor queries = Nets.times(parts.select(0, 0), 1 / Math.sqrt((double) channels / heads));
    // spelled out: the library's fused attention is ten times slower backwards in bfloat16
    Tensor weights = torch.softmax(queries.matmul(parts.select(0, 1).transpose(2, 3)), -1);
    Tensor out = weights.matmul(parts.select(0, 2));
    Tensor image = out.transpose(1, 2).reshape(rows, side, side, channels).permute(0, 3, 1, 2);
    return nets.conv(name + ".mix", image, 1);
  }
}
