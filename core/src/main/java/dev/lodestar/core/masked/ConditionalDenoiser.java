package dev.lodestar.core.masked;

/**
 * The network of a masked or uniform-state diffusion that can be told what kind of design is
 * wanted: one of {@link #conditions()} kinds, or {@link #NONE}.
 *
 * <p>Must be deterministic, and row {@code i} of the answer must depend on row {@code i} and its
 * condition alone.
 */
public interface ConditionalDenoiser {
  /** The condition of a row about which nothing is said: the unconditional model. */
  int NONE = -1;

  /** Number of real tokens V; the mask is token V. */
  int vocabulary();

  /** Number of conditions C. */
  int conditions();

  /** Whether the noise level is ignored, so that equal states have equal outputs at every step. */
  boolean timeIndependent();

  /**
   * Logits of the clean tokens.
   *
   * @param tokens states, shape [rows, length], values 0..V (V is the mask)
   * @param conditions of each row, shape [rows], values 0..C-1 or {@link #NONE}
   * @param noise σ(t) of the states' noise level
   * @return logits over the V real tokens, shape [rows, length, V]
   */
  float[] logits(int[] tokens, int[] conditions, int rows, int length, double noise);

  /** The network told the same of every row: under a condition, or {@link #NONE}. */
  default TokenDenoiser given(int condition) {
    return new GuidedDenoiser(this, condition, condition == NONE ? 0 : 1);
  }
}
