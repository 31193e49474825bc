package dev.lodestar.core.value;

import dev.lodestar.core.weight.LogWeights;

/**
 * α log mean exp(v/α): the mean that soft values call for. Grows from the mean, α → ∞, to the
 * maximum, α = 0.
 *
 * @param alpha temperature in reward units, from 0 to positive infinity
 */
public record SoftAverage(double alpha) {
  public SoftAverage {
    if (!(alpha >= 0)) {
      throw new IllegalArgumentException(
          "alpha must be at least 0 (the maximum) and at most infinite (the mean), not " + alpha);
    }
  }

  /** The plain mean. */
  public static SoftAverage mean() {
    return new SoftAverage(Double.POSITIVE_INFINITY);
  }

  /** The average of values[from..to), of at least one. */
  public double of(double[] values, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double[] scaled = new double[to - from];
    for (int i = from; i < to; i++) {
      max = Math.max(max, values[i]);
      sum += values[i];
      scaled[i - from] = values[i] / alpha;
    }
    if (alpha == 0 || max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    if (Double.isInfinite(alpha)) {
      return sum / (to - from);
    }
    return alpha * (LogWeights.logSumExp(scaled, 0, scaled.length) - StrictMath.log(to - from));
  }
}
