package dev.lodestar.core.decode;

/**
 * How many beams are left after each step, from B at noise to b at the data.
 *
 * <p>Source: Li, Uehara et al., "Dynamic search for inference-time alignment in diffusion models"
 * (DSearch, 2503.02039), section 4.
 */
public enum BeamSchedule {
  /** B throughout. */
  CONSTANT {
    @Override
    double beams(double done, int from, int to) {
      return from;
    }
  },
  /** In a straight line. */
  LINEAR {
    @Override
    double beams(double done, int from, int to) {
      return from - done * (from - to);
    }
  },
  /** Fast at first, as the square of what is left. */
  QUADRATIC {
    @Override
    double beams(double done, int from, int to) {
      return to + (from - to) * (1 - done) * (1 - done);
    }
  },
  /** By the same factor each step. */
  EXPONENTIAL {
    @Override
    double beams(double done, int from, int to) {
      return from * StrictMath.pow((double) to / from, done);
    }
  },
  /** Around the middle, at steepness 10. */
  SIGMOID {
    @Override
    double beams(double done, int from, int to) {
      return from / (1 + StrictMath.exp(10 * (done - 0.5)));
    }
  };

  private static final double ROUNDING = 1e-9;

  abstract double beams(double done, int from, int to);

  /**
   * Beams left after step {@code i} of 0..n, rounded down, never fewer than {@code to} and never
   * more than {@code from}.
   */
  int after(int i, int n, int from, int to) {
    double done = n == 0 ? 1 : (double) i / n;
    int beams = (int) Math.floor(beams(done, from, to) + ROUNDING);
    return Math.max(to, Math.min(from, beams));
  }
}
