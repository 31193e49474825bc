package dev.lodestar.core.weight;

import java.util.random.RandomGenerator;

/**
 * Draws ancestors so that row i is drawn n·w_i times on average.
 *
 * <p>Source: Douc, Cappé, Moulines, "Comparison of resampling schemes for particle filtering",
 * 2005.
 */
public interface Resampler {
  /**
   * Ancestors, sorted ascending.
   *
   * @param weights normalised weights of the population
   * @param n how many to draw
   */
  int[] ancestors(double[] weights, int n, RandomGenerator rng);
}
