package dev.lodestar.torch;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws of masked states for the bound on a sequence's likelihood.
 *
 * <p>The continuous-time bound of masked diffusion (MDLM, Sahoo et al. 2024, eq. 10) with masking
 * probability m(t) is ∫ (1/m)·E[Σ over masked positions of −log p(x_0 | x_t)] dm: the schedule
 * drops out. Written over the number n of masked positions instead of over m, it is the mean over n
 * = 1..L, uniform, and over all sets of n positions, of (L/n)·Σ −log p. Drawing n rather than t
 * removes the states without masks and the unbounded weight 1/t, with the same expectation; and
 * given n, m is the n-th smallest of L uniforms, which is what a time-conditioned network is told.
 */
final class Masking {
  private static final int PRECISION = 53;

  private Masking() {}

  /**
   * A number of masked positions in 1..length, stratified: draw {@code k} of {@code of}.
   *
   * @param offset uniform in [0, 1), shared by the draws of one estimate
   */
  static int count(int length, int k, int of, double offset) {
    return Math.min(length, 1 + (int) ((k + offset) / of * length));
  }

  /**
   * Masks {@code count} positions of a row at random.
   *
   * @return the masking probability m that goes with the draw, in (0, 1)
   */
  static double mask(
      int[] states, int at, int length, int count, int mask, SplittableRandom random) {
    double[] u = new double[length];
    for (int i = 0; i < length; i++) {
      u[i] = random.nextDouble();
    }
    double[] sorted = u.clone();
    Arrays.sort(sorted);
    double level = sorted[count - 1];
    int left = count;
    for (int i = 0; i < length && left > 0; i++) {
      if (u[i] <= level) {
        states[at + i] = mask;
        left--;
      }
    }
    return Math.max(level, Math.scalb(1.0, -PRECISION));
  }
}
