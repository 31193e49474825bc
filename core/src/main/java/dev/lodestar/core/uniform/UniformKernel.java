package dev.lodestar.core.uniform;

/**
 * One position's step from noise level t to s under uniform noise, q(x_t | x_0) = α_t·[x_t = x_0] +
 * (1 − α_t)/V.
 *
 * <p>Source: D3PM (2107.03006), equations 2 to 4 and appendix A.2.1, with the matrix products
 * written out.
 *
 * @param keepT α_t
 * @param keepS α_s, larger
 * @param use what the network's clean prediction means
 */
record UniformKernel(double keepT, double keepS, CleanUse use) {
  /**
   * Makes probabilities of the clean token unnormalised probabilities of the token at s.
   *
   * @param current the token at t
   * @param weights V numbers
   */
  void apply(int current, double[] weights) {
    int v = weights.length;
    double stay = keepT / keepS;
    double total = 0; // Σ p̂(x), over q(x_t | x) where the prediction is the posterior
    for (int k = 0; k < v; k++) {
      if (use == CleanUse.MIXTURE) {
        weights[k] /= chance(keepT, k == current, v);
      }
      total += weights[k];
    }
    for (int k = 0; k < v; k++) {
      double atS = keepS * weights[k] + (1 - keepS) / v * total;
      weights[k] = chance(stay, k == current, v) * atS;
    }
  }

  /** Probability that a token is found as the same, or as one other token, where it is kept. */
  static double chance(double keep, boolean same, int vocabulary) {
    return (same ? keep : 0) + (1 - keep) / vocabulary;
  }
}
