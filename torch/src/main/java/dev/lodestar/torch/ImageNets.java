package dev.lodestar.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Layers over images [rows, channels, height, width] as functions of weights and input.
 *
 * <p>Channels lie innermost in memory: the layout in which oneDNN is fastest.
 *
 * @param w parameters
 * @param half whether states and products are in bfloat16; statistics of norms, weights and their
 *     gradients stay in single precision
 */
record ImageNets(Weights w, boolean half) {
  /** A batch in the working precision and layout. */
  Tensor enter(Tensor x) {
    return low(x).contiguous(torch.MemoryFormat.ChannelsLast);
  }

  /** Back to single precision. */
  Tensor leave(Tensor x) {
    return half ? x.to(torch.ScalarType.Float) : x;
  }

  /** In the working precision. */
  Tensor low(Tensor x) {
    return half ? x.to(torch.ScalarType.BFloat16) : x;
  }

  /** A convolution with an odd kernel that keeps the size, or halves it with stride 2. */
  Tensor conv(String name, Tensor x, int stride) {
    Tensor weight = low(w.get(name + ".weight"));
    long padding = weight.size(2) / 2;
    return torch.conv2d(
        x,
        weight.contiguous(torch.MemoryFormat.ChannelsLast),
        new TensorOptional(low(w.get(name + ".bias"))),
        new long[] {stride, stride},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  /** Group norm over groups of so many channels. */
  Tensor norm(String name, int group, Tensor x) {
    return torch.group_norm(
        x,
        x.size(1) / group,
        new TensorOptional(low(w.get(name + ".weight"))),
        new TensorOptional(low(w.get(name + ".bias"))),
        Nets.NORM_EPSILON,
        false);
  }

  /** Group norm, then SiLU. */
  Tensor active(String name, int group, Tensor x) {
    return torch.silu(norm(name, group, x));
  }

  /** Every pixel four times: twice the side. The library's own is several times slower. */
  Tensor twice(Tensor x) {
    long rows = x.size(0);
    long channels = x.size(1);
    long side = x.size(2);
    return x.permute(0, 2, 3, 1)
        .unsqueeze(2)
        .unsqueeze(4)
        .expand(rows, side, 2, side, 2, channels)
        .reshape(rows, 2 * side, 2 * side, channels)
        .permute(0, 3, 1, 2);
  }

  /** x·Wᵀ + b. */
  Tensor dense(String name, Tensor x) {
    return torch.linear(
        x, low(w.get(name + ".weight")), new TensorOptional(low(w.get(name + ".bias"))));
  }
}
