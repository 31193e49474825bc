package dev.lodestar.sequence.motif;

import java.util.Arrays;
import java.util.Locale;

/**
 * A binding motif as log-odds of its letters against uniform ones, in bits, to 0.02.
 *
 * @param name as its file has it
 * @param scores shape [length, 4], letters in the order ACGT
 * @param threshold from which a window counts as a hit: reached by a random window with probability
 *     at most {@link #HIT}, or the chance of {@link #at}
 */
public record Motif(String name, double[][] scores, double threshold) {
  /** Chance of a hit at a random window of one strand. */
  public static final double HIT = 1e-4;

  private static final int LETTERS = 4;
  private static final double PSEUDO = 0.8;

  /** Scores are whole multiples of this, in bits. */
  private static final double STEP = 0.02;

  /**
   * Of a matrix of counts, to which 0.8 pseudo-counts a position are added.
   *
   * @param counts shape [length, 4], at least 0, each position above 0 in sum
   */
  public static Motif of(String name, double[][] counts) {
    double[][] scores = new double[counts.length][LETTERS];
    for (int i = 0; i < counts.length; i++) {
      double sum = Arrays.stream(counts[i]).sum();
      for (int l = 0; l < LETTERS; l++) {
        double p = (counts[i][l] + PSEUDO / LETTERS) / (sum + PSEUDO);
        // whole steps, so that the distribution below is that of the scores themselves
        scores[i][l] = STEP * Math.floor(Math.log(p * LETTERS) / Math.log(2) / STEP);
      }
    }
    return new Motif(name, scores, threshold(scores, HIT));
  }

  /** The same motif with hits of another chance at a random window of one strand. */
  public Motif at(double chance) {
    return new Motif(name, scores, threshold(scores, chance));
  }

  /** By convolution of the positions' scores. */
  private static double threshold(double[][] scores, double chance) {
    double[] distribution = {1};
    int lowest = 0;
    for (double[] position : scores) {
      int[] steps = Arrays.stream(position).mapToInt(s -> (int) Math.round(s / STEP)).toArray();
      int least = Arrays.stream(steps).min().orElseThrow();
      int most = Arrays.stream(steps).max().orElseThrow();
      double[] next = new double[distribution.length + most - least];
      for (int s : steps) {
        for (int d = 0; d < distribution.length; d++) {
          next[d + s - least] += distribution[d] / LETTERS;
        }
      }
      distribution = next;
      lowest += least;
    }
    double tail = 0;
    int at = distribution.length;
    while (at > 0 && tail + distribution[at - 1] <= chance) {
      tail += distribution[--at];
    }
    return (lowest + at - 0.5) * STEP; // half a step, so that no sum's last digits matter
  }

  /** Letters of the motif. */
  public int length() {
    return scores.length;
  }

  /** Whether it stands anywhere on either strand. */
  public boolean hits(int[] tokens) {
    for (int at = 0; at + length() <= tokens.length; at++) {
      double forward = 0;
      double back = 0;
      for (int i = 0; i < scores.length; i++) {
        forward += scores[i][tokens[at + i]];
        back += scores[i][LETTERS - 1 - tokens[at + scores.length - 1 - i]];
      }
      if (forward >= threshold || back >= threshold) {
        return true;
      }
    }
    return false;
  }

  /**
   * The factor: {@code HNF1A} of {@code MA0046.2_MA0046.2.HNF1A} (JASPAR) and of {@code
   * HNF1A_HUMAN.H11MO.0.C} (HOCOMOCO).
   */
  public String factor() {
    String bare = name.replaceFirst("^MA\\d+\\.\\d+_MA\\d+\\.\\d+\\.", "");
    return bare.replaceFirst("_(HUMAN|MOUSE)\\..*$", "").toUpperCase(Locale.ROOT);
  }

  /** The stem that factors of one family share in their names: {@code HNF} of {@code HNF1A}. */
  public String family() {
    String first = factor().split("::")[0];
    String stem = first.replaceFirst("(?<=[A-Z]{2})[0-9].*$", "");
    return stem.isEmpty() ? first : stem;
  }
}
