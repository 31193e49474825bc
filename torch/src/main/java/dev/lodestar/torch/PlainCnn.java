package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenDenoiser;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A {@link CnnDenoiser} as its Python original runs it; see {@link CnnDenoiser#plain}. */
record PlainCnn(CnnDenoiser.Config config, Weights weights) implements TokenDenoiser {
  @Override
  public int vocabulary() {
    return config.vocabulary();
  }

  @Override
  public boolean timeIndependent() {
    return true;
  }

  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    try (Scope s = Scope.inference()) {
      torch.set_num_threads(Workers.DEFAULT);
      Tensor x = CnnDenoiser.oneHot(config, CnnDenoiser.rows(tokens, rows, length), rows);
      Tensor y = forward(x.transpose(1, 2).contiguous());
      return Torch.floats(y.narrow(2, 0, vocabulary()));
    } finally {
      torch.set_num_threads(1);
    }
  }

  /** [rows, V + 1, length] to [rows, length, V + 1]. */
  private Tensor forward(Tensor x) {
    Tensor h = conv("linear", x, 1).relu();
    Tensor time = CnnDenoiser.time(weights);
    for (int i = 0; i < config.dilations().size(); i++) {
      Tensor shifted = h.add(Nets.dense(weights, "time_layers." + i + ".dense", time).unsqueeze(1));
      Tensor u = Nets.norm(weights, "norms." + i, shifted.transpose(1, 2)).transpose(1, 2);
      h = conv("convs." + i, u, config.dilations().get(i)).relu().add(h);
    }
    return conv("final_conv.2", conv("final_conv.0", h, 1).relu(), 1).transpose(1, 2);
  }

  private Tensor conv(String name, Tensor x, long dilation) {
    Tensor weight = weights.get(name + ".weight");
    return torch.conv1d(
        x,
        weight,
        new TensorOptional(weights.get(name + ".bias")),
        new long[] {1},
        new long[] {weight.size(2) / 2 * dilation},
        new long[] {dilation},
        1);
  }
}
