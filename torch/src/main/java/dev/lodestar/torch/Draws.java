package dev.lodestar.torch;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Random draws of a training run, addressed by seed, step and purpose. */
final class Draws {
  private Draws() {}

  static SplittableRandom at(long seed, long step, long purpose) {
    long z = seed;
    for (long part : new long[] {step, purpose}) {
      // SplitMix64's finaliser: neighbouring addresses give unrelated streams.
      z = (z ^ part) * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L;
      z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
      z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
      z ^= z >>> 31;
    }
    return new SplittableRandom(z);
  }

  /** A uniform permutation of 0..n-1 (Fisher and Yates). */
  static int[] shuffled(int n, SplittableRandom random) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
