package dev.lodestar.core.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How many atoms graphs have: a distribution, usually that of the training set.
 *
 * @param weights weight of a graph of n atoms at place n; place 0 holds 0
 */
public record AtomCounts(double[] weights) {
  public AtomCounts {
    weights = weights.clone();
    double total = 0;
    for (double w : weights) {
      total += w;
      if (!(w >= 0)) {
        throw new IllegalArgumentException("the weight of a number of atoms is " + w);
      }
    }
    if (weights.length < 2 || weights[0] != 0 || !(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "numbers of atoms need weights: none for 0 atoms, and a positive sum");
    }
  }

  /** Always {@code atoms}. */
  public static AtomCounts always(int atoms) {
    double[] weights = new double[atoms + 1];
    weights[atoms] = 1;
    return new AtomCounts(weights);
  }

  /**
   * The same distribution, given that there are more than {@code atoms}.
   *
   * @throws IllegalArgumentException where there never are
   */
  public AtomCounts above(int atoms) {
    if (atoms >= largest()) {
      throw new IllegalArgumentException(
          "graphs of more than " + atoms + " atoms, where the largest have " + largest());
    }
    double[] kept = weights.clone();
    Arrays.fill(kept, 0, atoms + 1, 0);
    return new AtomCounts(kept);
  }

  /** Most atoms that occur. */
  public int largest() {
    int n = weights.length - 1;
    while (weights[n] == 0) {
      n--;
    }
    return n;
  }

  int draw(RandomGenerator rng) {
    double total = 0;
    for (double w : weights) {
      total += w;
    }
    double left = rng.nextDouble() * total;
    for (int n = 0; n < weights.length; n++) {
      left -= weights[n];
      if (left < 0) {
        return n;
      }
    }
    return largest();
  }

  /** log p(n). */
  double logProbability(int atoms) {
    double total = 0;
    for (double w : weights) {
      total += w;
    }
    return atoms < weights.length
        ? StrictMath.log(weights[atoms] / total)
        : Double.NEGATIVE_INFINITY;
  }
}
