package dev.lodestar.core.decode;

import dev.lodestar.core.weight.LogWeights;

/**
 * Independent groups' estimates of Z as one: their mean. Holds sums only, whatever the number of
 * groups.
 *
 * @param groups estimates so far
 * @param logSum log Σ Ẑ
 * @param logSquares log Σ Ẑ²
 * @param logWithin log Σ Ẑ²·V, where V is each estimate's own relative variance; NaN where one has
 *     none
 */
public record PooledZ(int groups, double logSum, double logSquares, double logWithin) {
  /** Of no group. */
  public static final PooledZ NONE =
      new PooledZ(0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /**
   * With one more group.
   *
   * @param logZ log Ẑ
   * @param variance relative variance of Ẑ; NaN where it is not known
   */
  public PooledZ plus(double logZ, double variance) {
    return new PooledZ(
        groups + 1,
        sum(logSum, logZ),
        sum(logSquares, 2 * logZ),
        Double.isNaN(variance) || Double.isNaN(logWithin)
            ? Double.NaN
            : sum(logWithin, 2 * logZ + StrictMath.log(variance)));
  }

  /** log of the mean; NaN where there is no group. */
  public double logZ() {
    return groups == 0 ? Double.NaN : logSum - StrictMath.log(groups);
  }

  /**
   * Standard error of {@link #logZ} to first order: from the spread between groups where there are
   * several, else from within the one; NaN where it is not known.
   */
  public double error() {
    if (groups == 0 || logSum == Double.NEGATIVE_INFINITY) {
      return Double.NaN;
    }
    if (groups == 1) {
      return StrictMath.exp((logWithin - logSquares) / 2);
    }
    double share = StrictMath.exp(logSquares - 2 * logSum); // 1/n where all are equal
    return Math.sqrt(Math.max(0, (groups * share - 1) / (groups - 1)));
  }

  private static double sum(double a, double b) {
    return LogWeights.logSumExp(new double[] {a, b}, 0, 2);
  }
}
