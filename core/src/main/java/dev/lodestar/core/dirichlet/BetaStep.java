package dev.lodestar.core.dirichlet;

import java.util.random.RandomGenerator;

/**
 * How far a position moves towards its clean token's vertex from time t to t + Δ: a share B ~
 * Beta(Δ, V + t) of the way.
 *
 * <p>If X ~ Dirichlet(1 + t·e_i), then (1 − B)·X + B·e_i ~ Dirichlet(1 + (t + Δ)·e_i): the path of
 * distributions given the token is kept exactly, however large Δ is (Sethuraman, "A constructive
 * definition of Dirichlet priors", Statistica Sinica 1994, lemma 3.1).
 *
 * @param gain Δ; infinite for the step onto the vertex itself
 * @param mass V + t
 */
record BetaStep(double gain, double mass) {
  /** E[B]. */
  double mean() {
    return gain == Double.POSITIVE_INFINITY ? 1 : gain / (gain + mass);
  }

  /**
   * One B. Whole units of Δ are moved one by one, for Beta(1, m) has a closed form; what remains,
   * by Jöhnk's method (Metrika 1964), which takes no more than mass + Δ pairs of uniforms on
   * average.
   */
  double draw(RandomGenerator rng) {
    if (gain == Double.POSITIVE_INFINITY) {
      return 1;
    }
    double kept = 1;
    double m = mass;
    double left = gain;
    for (; left >= 1; left--, m++) {
      kept *= StrictMath.pow(rng.nextDouble(), 1 / m);
    }
    return left > 0 ? 1 - kept + kept * fraction(left, m, rng) : 1 - kept;
  }

  /** Beta(a, b) where a is below 1. */
  private static double fraction(double a, double b, RandomGenerator rng) {
    while (true) {
      double x = StrictMath.pow(rng.nextDouble(), 1 / a);
      double y = StrictMath.pow(rng.nextDouble(), 1 / b);
      if (x + y <= 1) {
        return x / (x + y);
      }
    }
  }
}
