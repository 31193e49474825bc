package dev.lodestar.core.graph;

/**
 * A forward stochastic differential equation whose marginals are Gaussian: x_t | x_0 ~
 * N(scale(t)·x_0, deviation(t)²), t from 0 (data) to 1 (noise).
 *
 * <p>Source: Song et al., "Score-based generative modeling through stochastic differential
 * equations" (2011.13456), section 3.4 and appendices B and E.
 */
public sealed interface SdeSchedule {
  /** What is left of the data at time t. */
  double scale(double t);

  /** Standard deviation of the noise at time t. */
  double deviation(double t);

  /** g(t)², the variance of the noise that comes in a unit of time. */
  double diffusion(double t);

  /**
   * The reverse-diffusion predictor's step from noise level {@code level} to the one below
   * (2011.13456, equation 46): x ← carry·x + variance·score + √variance·z.
   *
   * @param level 1..steps
   */
  Step step(int level, int steps);

  /** A step: see {@link #step}. */
  record Step(double carry, double variance) {}

  /** α of the Langevin corrector at a level: what one forward step leaves of the variance. */
  double retained(int level, int steps);

  /**
   * Variance preserving, dx = −½β(t)·x dt + √β(t) dw.
   *
   * @param betaMin β(0), above 0
   * @param betaMax β(1)
   */
  record VariancePreserving(double betaMin, double betaMax) implements SdeSchedule {
    public VariancePreserving {
      if (!(betaMin > 0 && betaMax >= betaMin && betaMax < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "β must rise from above 0, not go from " + betaMin + " to " + betaMax);
      }
    }

    @Override
    public double scale(double t) {
      return StrictMath.exp(-0.5 * integral(t));
    }

    @Override
    public double deviation(double t) {
      return StrictMath.sqrt(-StrictMath.expm1(-integral(t)));
    }

    /** β(t). */
    @Override
    public double diffusion(double t) {
      return betaMin + (betaMax - betaMin) * t;
    }

    private double integral(double t) {
      return 0.5 * t * t * (betaMax - betaMin) + t * betaMin;
    }

    @Override
    public Step step(int level, int steps) {
      double beta = beta(level, steps);
      return new Step(2 - StrictMath.sqrt(1 - beta), beta);
    }

    @Override
    public double retained(int level, int steps) {
      return 1 - beta(level, steps);
    }

    private double beta(int level, int steps) {
      double beta = (betaMin + (betaMax - betaMin) * fraction(level, steps)) / steps;
      if (beta >= 1) {
        throw new IllegalArgumentException(
            steps + " steps are too few for β up to " + betaMax + "; take more than " + betaMax);
      }
      return beta;
    }
  }

  /**
   * Variance exploding, x_t = x_0 + σ(t)·z with σ(t) = σ_min·(σ_max/σ_min)^t.
   *
   * @param sigmaMin σ(0), above 0
   * @param sigmaMax σ(1)
   */
  record VarianceExploding(double sigmaMin, double sigmaMax) implements SdeSchedule {
    public VarianceExploding {
      if (!(sigmaMin > 0 && sigmaMax >= sigmaMin && sigmaMax < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "σ must rise from above 0, not go from " + sigmaMin + " to " + sigmaMax);
      }
    }

    @Override
    public double scale(double t) {
      return 1;
    }

    @Override
    public double deviation(double t) {
      return sigmaMin * StrictMath.pow(sigmaMax / sigmaMin, t);
    }

    /** dσ²/dt. */
    @Override
    public double diffusion(double t) {
      double sigma = deviation(t);
      return 2 * sigma * sigma * StrictMath.log(sigmaMax / sigmaMin);
    }

    /** The last step takes all the noise that is left, σ_min². */
    @Override
    public Step step(int level, int steps) {
      double from = deviation(fraction(level, steps));
      double to = level == 1 ? 0 : deviation(fraction(level - 1, steps));
      return new Step(1, from * from - to * to);
    }

    @Override
    public double retained(int level, int steps) {
      return 1;
    }
  }

  private static double fraction(int level, int steps) {
    return steps == 1 ? 1 : (level - 1.0) / (steps - 1);
  }
}
