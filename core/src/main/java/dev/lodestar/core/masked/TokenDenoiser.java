package dev.lodestar.core.masked;

/**
 * The network of a masked or uniform-state diffusion: logits of the clean token at every position.
 *
 * <p>Must be deterministic, and row {@code i} of the answer must depend on row {@code i} alone.
 */
public interface TokenDenoiser {
  /** Number of real tokens V; the mask, where there is one, is token V. */
  int vocabulary();

  /** Whether the noise level is ignored, so that equal states have equal outputs at every step. */
  boolean timeIndependent();

  /** Network evaluations that a row costs, as the budget counts them. */
  default int evaluations() {
    return 1;
  }

  /**
   * Logits of the clean tokens.
   *
   * @param tokens states, shape [rows, length], values 0..V (V is the mask)
   * @param noise σ(t) of the states' noise level
   * @return logits over the V real tokens, shape [rows, length, V]
   */
  float[] logits(int[] tokens, int rows, int length, double noise);
}
