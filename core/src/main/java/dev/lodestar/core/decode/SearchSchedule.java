package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.rng.Purpose;

/**
 * At which steps a search widens. Whether it does at a noise level is drawn once for the whole run,
 * so that a design's budget does not depend on its company.
 *
 * <p>Source: Li, Uehara et al., DSearch (2503.02039), section 4.
 */
public enum SearchSchedule {
  /** At every step. */
  ALL {
    @Override
    double probability(int i, int n) {
      return 1;
    }
  },
  /** At 70 % of the steps. */
  UNIFORM {
    @Override
    double probability(int i, int n) {
      return 0.7;
    }
  },
  /** More and more often, in a straight line. */
  LINEAR {
    @Override
    double probability(int i, int n) {
      return n == 0 ? 1 : (i + 0.2 * n) / n;
    }
  },
  /** More and more often, with probability 1 − exp(−3i/n). */
  EXPONENTIAL {
    @Override
    double probability(int i, int n) {
      return n == 0 ? 1 : 1 - StrictMath.exp(-3.0 * i / n);
    }
  };

  /** Probability that step {@code i} of 0..n is searched; above 1 is certain. */
  abstract double probability(int i, int n);

  /** Whether step {@code i} of 0..n, which leads away from {@code draws.step()}, is searched. */
  boolean searches(int i, int n, Draws draws) {
    double u = draws.streams().at(0, draws.step(), 0, Purpose.SCHEDULE).nextDouble();
    return u < probability(i, n);
  }
}
