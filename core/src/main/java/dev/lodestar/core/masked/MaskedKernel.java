package dev.lodestar.core.masked;

/**
 * One position's step from noise level t to s.
 *
 * @param moveT probability that a token is masked at t
 * @param moveS probability that a token is masked at s
 */
record MaskedKernel(double moveT, double moveS) {

  /**
   * Makes probabilities of a masked position's clean token unnormalised probabilities of its next
   * one.
   *
   * @param weights V + 1 numbers, the mask last; they come to sum to move_t
   */
  void apply(double[] weights) {
    int mask = weights.length - 1;
    for (int k = 0; k < mask; k++) {
      weights[k] *= moveT - moveS;
    }
    weights[mask] = moveS;
  }
}
