package dev.lodestar.core.gaussian;

/**
 * A differentiable value of states: at {@link NoiseLevel#DATA} a reward, at other levels a learned
 * value of noisy states.
 *
 * <p>Each row's gradient is that of its own value: strength never depends on the batch size.
 */
@FunctionalInterface
public interface LatentGuide {
  /**
   * Values and gradients.
   *
   * @param values shape [rows], in reward units
   * @param gradient ∂value/∂state, shape [rows, channels, height, width]
   */
  record Gradient(double[] values, float[] gradient) {}

  /** Values of states at a noise level, and their gradients. */
  Gradient at(Latents states, NoiseLevel level);
}
