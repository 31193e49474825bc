package dev.lodestar.sequence.kmer;

import java.util.Arrays;
import java.util.List;

/**
 * DNA letter by letter, each given the {@code order} before it: the baseline that a denoiser's
 * likelihood is held against.
 *
 * @param order letters of the context
 * @param probabilities of the next letter by context, shape [4^order, 4]
 */
public record MarkovChain(int order, double[] probabilities) {
  private static final int LETTERS = 4;

  /** Counts of training sequences with one half added to each. */
  public static MarkovChain of(int order, List<int[]> training) {
    double[] counts = new double[LETTERS << (2 * order)];
    Arrays.fill(counts, 0.5);
    for (int[] s : training) {
      for (int i = order; i < s.length; i++) {
        counts[context(s, i, order) * LETTERS + s[i]]++;
      }
    }
    for (int at = 0; at < counts.length; at += LETTERS) {
      double sum = 0;
      for (int l = 0; l < LETTERS; l++) {
        sum += counts[at + l];
      }
      for (int l = 0; l < LETTERS; l++) {
        counts[at + l] /= sum;
      }
    }
    return new MarkovChain(order, counts);
  }

  private static int context(int[] s, int at, int order) {
    int code = 0;
    for (int i = at - order; i < at; i++) {
      code = code << 2 | s[i];
    }
    return code;
  }

  /** Mean -log p, nats a letter; the first letters, which have no context, count as uniform. */
  public double nats(List<int[]> sequences) {
    double sum = 0;
    long letters = 0;
    for (int[] s : sequences) {
      for (int i = 0; i < s.length; i++) {
        sum -=
            i < order
                ? Math.log(1.0 / LETTERS)
                : Math.log(probabilities[context(s, i, order) * LETTERS + s[i]]);
      }
      letters += s.length;
    }
    return sum / letters;
  }
}
