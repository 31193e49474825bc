package dev.lodestar.core.gaussian;

/**
 * A one-step sampler: the next state is affine in the present one and its clean guess, plus noise.
 */
public interface Solver {
  /**
   * x_s = ofState·x_t + ofClean·x̂_0 + deviation·z with z standard normal.
   *
   * @param deviation at least 0; 0 for a deterministic step
   */
  record Move(double ofState, double ofClean, double deviation) {
    /** The last step: the clean guess itself. */
    static final Move TO_CLEAN = new Move(0, 1, 0);
  }

  /**
   * The step from a noise level to a lower one.
   *
   * @param from noisier
   * @param to less noisy
   */
  Move move(NoiseLevel from, NoiseLevel to);
}
