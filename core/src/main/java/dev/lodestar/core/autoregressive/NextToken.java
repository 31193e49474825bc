package dev.lodestar.core.autoregressive;

/**
 * An auto-regressive network: logits of the token that follows a prefix.
 *
 * <p>Must be deterministic, and row {@code i} of the answer must depend on row {@code i} alone.
 */
public interface NextToken {
  /** Number of tokens V. */
  int vocabulary();

  /**
   * Logits of the next token.
   *
   * @param prefixes shape [rows, length], tokens 0..V-1
   * @param length tokens a prefix; 0 at the beginning
   * @return shape [rows, V]
   */
  float[] logits(int[] prefixes, int rows, int length);
}
