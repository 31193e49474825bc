package dev.lodestar.core.weight;

import java.util.Arrays;

/**
 * Importance weights of a population, kept as logarithms. Immutable.
 *
 * <p>Negative infinity is a weight of zero; NaN and positive infinity are refused.
 */
public final class LogWeights {
  private final double[] log;

  private LogWeights(double[] log) {
    for (double w : log) {
      if (Double.isNaN(w) || w == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("a log-weight cannot be " + w);
      }
    }
    this.log = log;
  }

  /** All weights 1. */
  public static LogWeights ones(int n) {
    return new LogWeights(new double[n]);
  }

  /** The given log-weights. */
  public static LogWeights of(double... log) {
    return new LogWeights(log.clone());
  }

  public int size() {
    return log.length;
  }

  /** A copy of the log-weights. */
  public double[] toArray() {
    return log.clone();
  }

  /** Each weight times exp(increment). */
  public LogWeights times(double[] logIncrements) {
    double[] out = new double[log.length];
    for (int i = 0; i < out.length; i++) {
      // a particle of weight zero stays there, whatever its increment (−∞ − −∞ would be NaN)
      out[i] = log[i] == Double.NEGATIVE_INFINITY ? log[i] : log[i] + logIncrements[i];
    }
    return new LogWeights(out);
  }

  /** log Σ w. */
  public double logSum() {
    return logSumExp(log, 0, log.length);
  }

  /** log of the mean weight: the factor a resampling step contributes to log Z. */
  public double logMean() {
    return logSum() - StrictMath.log(log.length);
  }

  /** Weights that sum to 1; uniform where every weight is zero. */
  public double[] normalised() {
    return softmax(log, 0, log.length);
  }

  /** Effective sample size (Σw)²/Σw², between 1 and n; 0 where every weight is zero. */
  public double ess() {
    double sum = logSum();
    if (sum == Double.NEGATIVE_INFINITY) {
      return 0;
    }
    double squares = 0;
    for (double w : log) {
      squares += StrictMath.exp(2 * (w - sum));
    }
    return 1 / squares;
  }

  /** Whether all weights are equal, so that resampling would only add noise. */
  public boolean uniform() {
    return Arrays.stream(log).allMatch(w -> w == log[0]);
  }

  /** log Σ exp(x) over x[from..to), stable; negative infinity for none. */
  public static double logSumExp(double[] x, int from, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      max = Math.max(max, x[i]);
    }
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += StrictMath.exp(x[i] - max);
    }
    return max + StrictMath.log(sum);
  }

  /** Probabilities ∝ exp(x) over x[from..to); uniform where all are negative infinity. */
  public static double[] softmax(double[] x, int from, int to) {
    double sum = logSumExp(x, from, to);
    double[] p = new double[to - from];
    for (int i = 0; i < p.length; i++) {
      p[i] = sum == Double.NEGATIVE_INFINITY ? 1.0 / p.length : StrictMath.exp(x[from + i] - sum);
    }
    return p;
  }
}
