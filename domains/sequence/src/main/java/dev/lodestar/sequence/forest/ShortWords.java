package dev.lodestar.sequence.forest;

/**
 * How often DNA has each word of one to four letters, a word and its reverse complement counted as
 * one: what a sequence is made of besides its motifs.
 */
final class ShortWords {
  private static final int LETTERS = 4;
  private static final int LONGEST = 4;

  /** By length and word, the feature that it counts to. */
  private static final int[][] FEATURE = new int[LONGEST + 1][];

  /** Number of features. */
  static final int SIZE = number();

  private ShortWords() {}

  /** Words in alphabetical order, the shorter first, each with the reverse complement after it. */
  private static int number() {
    int next = 0;
    for (int k = 1; k <= LONGEST; k++) {
      FEATURE[k] = new int[1 << 2 * k];
      for (int word = 0; word < FEATURE[k].length; word++) {
        int other = 0;
        for (int i = 0; i < k; i++) {
          other = other << 2 | LETTERS - 1 - (word >> 2 * i & LETTERS - 1);
        }
        FEATURE[k][word] = other < word ? FEATURE[k][other] : next++;
      }
    }
    return next;
  }

  /**
   * Adds the expected counts of one sequence, letters being independent; a word that reaches over a
   * position without a letter counts for nothing.
   *
   * @param p probabilities of the letters, shape [rows, length, 4]
   * @param out from {@code at} on
   */
  static void count(float[] p, int row, int length, float[] out, int at) {
    for (int i = 0; i < length; i++) {
      count(p, row * length + i, Math.min(LONGEST, length - i), 1, 0, 1, out, at);
    }
  }

  private static void count(
      float[] p, int position, int most, int k, int word, float mass, float[] out, int at) {
    for (int l = 0; l < LETTERS; l++) {
      float here = mass * p[LETTERS * position + l];
      if (here != 0) {
        int longer = word << 2 | l;
        out[at + FEATURE[k][longer]] += here;
        if (k < most) {
          count(p, position + 1, most, k + 1, longer, here, out, at);
        }
      }
    }
  }
}
