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
   * which changes nothing but the time it takes.
   *
   * @param x shape [rows, inputs, length]
   * @return shape [rows, outputs, length]
   */
  static Tensor conv(Weights w, String name, Tensor x, int dilation) {
    Tensor weight = w.get(name + ".weight");
    long half = weight.size(2) / 2;
    long seen = Math.min(half, (x.size(2) - 1) / dilation);
    if (seen < half) {
      weight = weight.narrow(2, half - seen, 2 * seen + 1);
    }
    return convolve(x, weight, w.get(name + ".bias"), dilation, seen * dilation);
  }

  /** A dilated convolution that keeps the length, every tap computed. */
  static Tensor fullConv(Weights w, String name, Tensor x, int dilation) {
    Tensor weight = w.get(name + ".weight");
    return convolve(x, weight, w.get(name + ".bias"), dilation, weight.size(2) / 2 * dilation);
  }

  private static Tensor convolve(Tensor x, Tensor weight, Tensor bias, long dilation, long pad) {
    return torch.conv1d(
        x,
        weight,
        new TensorOptional(bias),
        new long[] {1},
        new long[] {pad},
        new long[] {dilation},
        1);
  }

  /** x·Wᵀ + b over the last dimension. */
  static Tensor dense(Weights w, String name, Tensor x) {
    return torch.linear(x, w.get(name + ".weight"), new TensorOptional(w.get(name + ".bias")));
  }

  /** Layer norm over the last dimension. */
  static Tensor norm(Weights w, String name, Tensor x) {
    Tensor scale = w.get(name + ".weight");
    return torch.layer_norm(
        x,
        new long[] {scale.size(0)},
        new TensorOptional(scale),
        new TensorOptional(w.get(name + ".bias")),
        NORM_EPSILON,
        false);
  }

  static Tensor times(Tensor x, double factor) {
    return x.mul(new Scalar(factor));
  }
}
