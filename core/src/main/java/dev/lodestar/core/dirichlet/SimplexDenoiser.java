package dev.lodestar.core.dirichlet;

/**
 * The network of a diffusion on simplices: logits of the clean token at every position.
 *
 * <p>Must be deterministic, and row {@code i} of the answer must depend on row {@code i} alone.
 */
public interface SimplexDenoiser {
  /** Number of tokens V. */
  int vocabulary();

  /**
   * Logits of the clean tokens.
   *
   * @param states coordinates, shape [rows, length, V]
   * @param time t of the states, 0 for pure noise
   * @return shape [rows, length, V]
   */
  float[] logits(float[] states, int rows, int length, double time);
}
