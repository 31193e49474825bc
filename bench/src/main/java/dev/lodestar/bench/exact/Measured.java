package dev.lodestar.bench.exact;

import java.util.stream.DoubleStream;

/**
 * What a method reached in one place of the comparison. A run is the smallest independent piece of
 * work: one design, or a group of designs that meet. NaN stands for what does not apply.
 *
 * @param entrant the method
 * @param worth the value it was given
 * @param size M, N, rounds or roll-outs
 * @param group designs a run
 * @param runs independent runs
 * @param network states put to the network in a run, remembered ones included
 * @param scorer designs put to the scorer in a run, remembered ones included
 * @param reward mean reward of the designs, less that of p*: the bias a user gets
 * @param lawless mean reward of the designs, less that under the method's own law
 * @param z mean of Ẑ/Z, less 1
 * @param weighted mean of (Ẑ/Z)·(r − E*[r]) over designs, 0 where Ẑ-weighted means are unbiased
 * @param tail shape of the tails of the estimates of Z; see {@link Tail}
 * @param logZ root of the mean squared error of log Ẑ
 * @param marginal total variation from p*, averaged over positions
 * @param divergence KL(designs ‖ p*) in nats, averaged over positions
 * @param floor what {@code marginal} would be for as many independent draws from p* as there were
 *     runs
 * @param joint total variation from p* over all designs, where the space is small
 * @param optimum share of the designs that are the best of all
 */
public record Measured(
    Entrant entrant,
    Worth worth,
    int size,
    int group,
    int runs,
    double network,
    double scorer,
    Estimate reward,
    Estimate lawless,
    Estimate z,
    Estimate weighted,
    double tail,
    double logZ,
    double marginal,
    double divergence,
    double floor,
    double joint,
    Estimate optimum) {

  /** The same numbers are single precision in the sampler and double in the enumeration. */
  private static final double ROUNDING = 1e-6;

  /**
   * A mean and its Monte-Carlo error.
   *
   * @param mean over runs
   * @param error standard error of the mean
   */
  public record Estimate(double mean, double error) {
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);

    public static Estimate of(double[] x) {
      double mean = DoubleStream.of(x).sum() / x.length;
      double squares = DoubleStream.of(x).map(v -> (v - mean) * (v - mean)).sum();
      return new Estimate(mean, Math.sqrt(squares / Math.max(1, x.length - 1) / x.length));
    }

    public Estimate less(double x) {
      return new Estimate(mean - x, error);
    }

    public boolean known() {
      return !Double.isNaN(mean);
    }

    /** Monte-Carlo errors off zero. */
    public double sigmas() {
      return mean / Math.hypot(error, ROUNDING);
    }
  }

  /** Whether the estimates of Z have tails too heavy for their mean to be told. */
  boolean heavyTailed() {
    return z.known() && tail > Tail.TRUSTED;
  }

  /** What the method's claim says is zero, where it can be told; in Monte-Carlo errors. */
  double[] checks() {
    return switch (entrant.claim()) {
      case UNBIASED -> heavyTailed() ? new double[0] : new double[] {z.sigmas(), weighted.sigmas()};
      case KNOWN_LAW -> lawless.known() ? new double[] {lawless.sigmas()} : new double[0];
      case LIMIT, NONE -> new double[0];
    };
  }
}
