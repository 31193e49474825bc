package dev.lodestar.core.masked;

import dev.lodestar.core.weight.LogWeights;

/** Probabilities of a network's logits. */
public final class Softmax {
  private Softmax() {}

  /**
   * Softmax of {@code n} logits, computed in double precision.
   *
   * @throws IllegalStateException where a logit is not a number or all are negative infinity
   */
  public static void of(float[] logits, int from, int n, float[] out, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      max = Math.max(max, logits[from + k]);
    }
    double[] e = new double[n];
    double sum = 0;
    for (int k = 0; k < n; k++) {
      e[k] = StrictMath.exp(logits[from + k] - max);
      sum += e[k];
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException("the network answered logits that are not numbers");
    }
    for (int k = 0; k < n; k++) {
      out[to + k] = (float) (e[k] / sum);
    }
  }

  /**
   * Logarithms of the softmax of {@code out.length} logits, in double precision.
   *
   * @throws IllegalStateException where a logit is not a number or all are negative infinity
   */
  public static void log(float[] logits, int from, double[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = logits[from + k];
    }
    double total = LogWeights.logSumExp(out, 0, out.length);
    if (!Double.isFinite(total)) {
      throw new IllegalStateException("the network answered logits that are not numbers");
    }
    for (int k = 0; k < out.length; k++) {
      out[k] -= total;
    }
  }
}
