package dev.lodestar.core.gaussian;

/** A denoiser that can be differentiated with respect to its states. */
public interface GradientDenoiser extends GaussianDenoiser {
  /**
   * The vector-Jacobian product Jᵀ·c, row by row, with J = ∂predict/∂states; one evaluation forward
   * and back.
   *
   * @param cotangent c, of the shape of the prediction
   * @return shape [rows, channels, height, width]
   */
  float[] pullback(Latents states, NoiseLevel level, float[] cotangent);
}
