package dev.lodestar.run.report;

import java.util.Arrays;

/** Sample quantiles and how far they can be trusted. NaN and infinite values are left out. */
public final class Quantiles {
  private Quantiles() {}

  /** A confidence interval; a side that the sample is too small to bound is NaN. */
  public record Interval(double low, double high) {
    /** Whether both sides are bounded. */
    public boolean bounded() {
      return !Double.isNaN(low) && !Double.isNaN(high);
    }
  }

  /** The finite values, ascending. */
  public static double[] sorted(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
  }

  /**
   * The p-quantile by linear interpolation of the order statistics at (n - 1) p: Hyndman and Fan
   * 1996, type 7, the default of R and NumPy.
   *
   * @param p between 0 and 1
   * @return NaN where there is no finite value
   */
  public static double of(double[] values, double p) {
    return ofSorted(sorted(values), p);
  }

  /** The same for values that {@link #sorted} gave. */
  static double ofSorted(double[] sorted, double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a quantile needs p between 0 and 1, not " + p);
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = (sorted.length - 1) * p;
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    double part = at - below;
    return (1 - part) * sorted[below] + part * sorted[above];
  }

  /** The middle value. */
  public static double median(double[] values) {
    return of(values, 0.5);
  }

  /** The arithmetic mean of the finite values, or NaN where there is none. */
  public static double mean(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  /**
   * Distribution-free confidence interval of the p-quantile: the order statistics whose ranks hold
   * at least the wanted binomial probability, half of the rest on each side (David and Nagaraja,
   * Order Statistics, 2003, section 7.1). Needs no resampling and holds for any continuous
   * distribution.
   *
   * @param confidence such as 0.95
   */
  public static Interval interval(double[] values, double p, double confidence) {
    if (!(p > 0 && p < 1) || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "an interval needs p and confidence between 0 and 1, not " + p + " and " + confidence);
    }
    double[] sorted = sorted(values);
    int n = sorted.length;
    double tail = (1 - confidence) / 2;
    double odds = Math.log(p / (1 - p));
    double logMass = n * Math.log1p(-p); // of Binomial(n, p) at k
    double cumulated = 0;
    int low = -1; // index of the largest order statistic with P(B <= low) <= tail
    int high = n; // index of the smallest one with P(B <= high) >= 1 - tail
    for (int k = 0; k < n; k++) {
      cumulated += Math.exp(logMass);
      if (cumulated <= tail) {
        low = k;
      }
      if (cumulated >= 1 - tail) {
        high = k;
        break;
      }
      logMass += odds + Math.log((double) (n - k) / (k + 1));
    }
    return new Interval(low < 0 ? Double.NaN : sorted[low], high >= n ? Double.NaN : sorted[high]);
  }
}
