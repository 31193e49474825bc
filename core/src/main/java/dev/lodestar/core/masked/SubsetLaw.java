package dev.lodestar.core.masked;

import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Subsets of a given size of the items 0..n-1, drawn in proportion to the product of their members'
 * weights; with equal weights every subset is equally likely.
 *
 * <p>Source: conditional Bernoulli sampling, Chen and Liu, "Statistical applications of the
 * Poisson-binomial and conditional Bernoulli distributions", Statistica Sinica 1997, procedure 3:
 * the weights of all subsets sum to an elementary symmetric polynomial, computed by its recursion.
 */
final class SubsetLaw {
  private final double[] logWeights;
  private final int size;

  /** log e_j of the items i and on, shape [n + 1, size + 1]. */
  private final double[][] rest;

  /**
   * @param logWeights logarithms of the items' weights, finite
   * @param size members of a subset, at most the number of items
   */
  SubsetLaw(double[] logWeights, int size) {
    int n = logWeights.length;
    if (size < 0 || size > n) {
      throw new IllegalArgumentException("subsets of " + size + " of " + n + " items");
    }
    this.logWeights = logWeights;
    this.size = size;
    this.rest = new double[n + 1][size + 1];
    Arrays.fill(rest[n], Double.NEGATIVE_INFINITY);
    rest[n][0] = 0;
    double[] two = new double[2];
    for (int i = n - 1; i >= 0; i--) {
      for (int j = 1; j <= size; j++) {
        two[0] = rest[i + 1][j];
        two[1] = logWeights[i] + rest[i + 1][j - 1];
        rest[i][j] = LogWeights.logSumExp(two, 0, 2);
      }
    }
  }

  /** Number of members. */
  int size() {
    return size;
  }

  /** Members of one subset, ascending. */
  int[] draw(RandomGenerator rng) {
    int[] out = new int[size];
    int left = size;
    for (int i = 0; left > 0; i++) {
      double p = StrictMath.exp(logWeights[i] + rest[i + 1][left - 1] - rest[i][left]);
      boolean needed = logWeights.length - i == left;
      if (needed || rng.nextDouble() < p) {
        out[size - left--] = i;
      }
    }
    return out;
  }

  /** Log-probability of the subset with the given members. */
  double logProb(int[] members) {
    double sum = -rest[0][size];
    for (int i : members) {
      sum += logWeights[i];
    }
    return sum;
  }
}
