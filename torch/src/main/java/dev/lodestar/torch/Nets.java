package dev.lodestar.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Layers as functions of weights and input. */
final class Nets {
  static final double NORM_EPSILON = 1e-5;

  private Nets() {}

  /**
   * A dilated convolution that keeps the length.
   *
   * <p>Taps that reach past both ends from every position see padding only; they are left out,
   * which changes nothing but the time it takes. Channels lie innermost, oneDNN's fastest layout
   * here: half the time of channels before positions, forward and backward.
   *
   * @param x shape [rows, length, inputs]
   * @return shape [rows, length, outputs]
   */
  static Tensor conv(Weights w, String name, Tensor x, int dilation) {
    Tensor weight = visible(w.get(name + ".weight"), x.size(1), dilation);
    long padding = weight.size(2) / 2 * dilation;
    return convolve(x, weight.unsqueeze(2), w.get(name + ".bias"), dilation, padding);
  }

  /** The taps of a filter [outputs, inputs, taps] that any position of a sequence can see. */
  static Tensor visible(Tensor weight, long length, int dilation) {
    long half = weight.size(2) / 2;
    long seen = Math.min(half, (length - 1) / dilation);
    return seen == half ? weight : weight.narrow(2, half - seen, 2 * seen + 1);
  }

  /**
   * @param x shape [rows, length, inputs]
   * @param weight shape [outputs, inputs, 1, taps]
   * @param padding zeros beyond each end
   */
  static Tensor convolve(Tensor x, Tensor weight, Tensor bias, long dilation, long padding) {
    Tensor image = x.transpose(1, 2).unsqueeze(2);
    return torch
        .conv2d(
            image,
            weight,
            new TensorOptional(bias),
            new long[] {1, 1},
            new long[] {0, padding},
            new long[] {1, dilation},
            1)
        .squeeze(2)
        .transpose(1, 2);
  }

  /** x·Wᵀ + b over the last dimension. */
  static Tensor dense(Weights w, String name, Tensor x) {
    return torch.linear(x, w.get(name + ".weight"), new TensorOptional(w.get(name + ".bias")));
  }

  /** Layer norm over the last dimension. */
  static Tensor norm(Weights w, String name, Tensor x) {
    return norm(x, w.get(name + ".weight"), w.get(name + ".bias"));
  }

  static Tensor norm(Tensor x, Tensor scale, Tensor shift) {
    return torch.layer_norm(
        x,
        new long[] {scale.size(0)},
        new TensorOptional(scale),
        new TensorOptional(shift),
        NORM_EPSILON,
        false);
  }

  static Tensor times(Tensor x, double factor) {
    return x.mul(new Scalar(factor));
  }
}
