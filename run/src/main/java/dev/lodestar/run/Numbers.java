package dev.lodestar.run;

import java.util.Arrays;

/** Small statistics of tables. */
final class Numbers {
  private Numbers() {}

  /** The finite numbers, sorted. */
  static double[] finite(double[] x) {
    return Arrays.stream(x).filter(Double::isFinite).sorted().toArray();
  }

  /** Quantile by linear interpolation between order statistics; NaN for none. */
  static double quantile(double[] sorted, double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = p * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
