package dev.lodestar.core.value;

/**
 * A scorer of probabilities that tells its slope: all that gradient guidance needs of a score,
 * network or not.
 */
public interface DifferentiableScore extends PosteriorProbabilities.Scorer {
  /**
   * Slopes, each row's of its own score.
   *
   * @param probabilities shape [rows, length, V]; any numbers, not only probabilities
   * @return ∂score/∂probabilities, shape [rows, length, V]
   */
  float[] gradient(float[] probabilities, int rows, int length);
}
