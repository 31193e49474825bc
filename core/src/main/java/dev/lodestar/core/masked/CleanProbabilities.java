package dev.lodestar.core.masked;

/** An outlook that tells the probabilities of the clean tokens. */
public interface CleanProbabilities {
  /**
   * Probabilities of the clean tokens given the noisy states; a revealed token has probability 1.
   *
   * @return shape [rows, length, V]
   */
  float[] cleanProbabilities();
}
