package dev.lodestar.core.masked;

/**
 * A differentiable value of a masked state, for gradient guidance.
 *
 * <p>Each row's gradient is that of its own value: strength never depends on the batch size.
 */
public interface TokenGuide {
  /**
   * Values and gradients.
   *
   * @param values shape [rows]
   * @param gradient ∂value/∂(one-hot state), shape [rows, length, V + 1], the mask last
   */
  record Gradient(double[] values, float[] gradient) {}

  /** Values of the states and their gradients with respect to the one-hot states. */
  Gradient at(int[] tokens, int rows, int length, double time);
}
