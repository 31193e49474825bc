package dev.lodestar.torch;

import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.TableSchedule;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A third party's small noise predictor of MNIST with 1,000 steps: four 7 x 7 convolutions, each
 * with a layer norm over the whole image, and a 3 x 3 one. Images are from -0.5 to 0.5.
 */
record PublicDdpm(SafeTensors file) implements GaussianDenoiser {
  private static final int SIDE = 28;
  private static final double STEPS = 1000;

  static PublicDdpm load(Path path) throws IOException {
    return new PublicDdpm(SafeTensors.read(path));
  }

  /** ᾱ of times 0..1000. */
  TableSchedule schedule() {
    float[] stored = file.get("alpha_t").floats();
    double[] alphaBar = new double[stored.length];
    for (int t = 0; t < stored.length; t++) {
      alphaBar[t] = stored[t];
    }
    return TableSchedule.of(alphaBar);
  }

  @Override
  public Shape shape() {
    return new Shape(1, SIDE, SIDE);
  }

  @Override
  public Head head() {
    return Head.EPSILON;
  }

  @Override
  public float[] predict(Latents states, NoiseLevel level) {
    try (Scope s = Scope.inference()) {
      Tensor h = block(0, Torch.tensor(states.data(), states.size(), 1, SIDE, SIDE));
      h = h.add(told(level.time()).view(1, h.size(1), 1, 1));
      for (int i = 1; i < 4; i++) {
        h = block(i, h);
      }
      return Torch.floats(conv("gt.blocks.4", h, 1));
    }
  }

  private Tensor block(int i, Tensor x) {
    Tensor h = conv("gt.blocks." + i + ".net.0", x, 3);
    Tensor normed =
        torch.layer_norm(
            h,
            new long[] {h.size(1), SIDE, SIDE},
            new TensorOptional(get("gt.blocks." + i + ".net.1.weight")),
            new TensorOptional(get("gt.blocks." + i + ".net.1.bias")),
            1e-5,
            false);
    return gelu(normed);
  }

  private Tensor told(double time) {
    Tensor f = Nets.times(get("gt.frequencies"), time / STEPS);
    Tensor x =
        torch.cat(new TensorVector(f.sin(), f.cos().sub(torch.ones(f.size(0))))).unsqueeze(0);
    for (int i = 0; i < 8; i += 2) {
      Tensor weight = get("gt.time_embed." + i + ".weight");
      x = torch.linear(x, weight, new TensorOptional(get("gt.time_embed." + i + ".bias")));
      x = i < 6 ? gelu(x) : x;
    }
    return x;
  }

  private static Tensor gelu(Tensor x) {
    return torch.gelu(x, "tanh");
  }

  private Tensor conv(String name, Tensor x, long padding) {
    return torch.conv2d(
        x,
        get(name + ".weight"),
        new TensorOptional(get(name + ".bias")),
        new long[] {1, 1},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  private Tensor get(String name) {
    StoredTensor t = file.get(name);
    return Torch.tensor(t.floats(), t.shape());
  }
}
