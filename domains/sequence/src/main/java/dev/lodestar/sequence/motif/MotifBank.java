package dev.lodestar.sequence.motif;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a set of motifs says of a sequence: for each, how much of it there is (its occupancy, about
 * the number of its hits) and how good the best window is. Both strands count as one.
 *
 * <p>Scores are rounded to whole 64ths of a bit, so that sums over certain letters are exact in any
 * order: a sequence and its reverse complement have the same features to the last digit.
 */
public final class MotifBank {
  /** Features a motif. */
  public static final int FEATURES = 2;

  private static final int LETTERS = 4;
  private static final float PARTS = 64;

  /** An occupancy rises from 0 to 1 around the threshold, with this slope a bit. */
  private static final float SLOPE = 0.25f;

  /** The best window of a sequence that has none, in bits from the threshold. */
  private static final float NOWHERE = -1000;

  private final List<Motif> motifs;

  /** By position and letter, of all motifs that reach so far; the longest motifs come first. */
  private final float[][][] forward;

  private final float[][][] back;
  private final float[] start;

  /** By letters that are left: number of motifs that are longer. */
  private final int[] tooLong;

  /** A bank of at least one motif; features are in the order of {@link #motifs}. */
  public MotifBank(List<Motif> motifs) {
    if (motifs.isEmpty()) {
      throw new IllegalArgumentException("A bank of motifs holds at least one.");
    }
    this.motifs =
        motifs.stream().sorted(Comparator.comparingInt(Motif::length).reversed()).toList();
    int longest = this.motifs.get(0).length();
    tooLong = new int[longest + 1];
    forward = new float[longest][][];
    back = new float[longest][][];
    for (int i = 0; i <= longest; i++) {
      int left = i;
      tooLong[i] = (int) motifs.stream().filter(m -> m.length() > left).count();
    }
    for (int i = 0; i < longest; i++) {
      forward[i] = new float[LETTERS][tooLong[i]];
      back[i] = new float[LETTERS][tooLong[i]];
      for (int m = 0; m < tooLong[i]; m++) {
        double[][] scores = this.motifs.get(m).scores();
        for (int l = 0; l < LETTERS; l++) {
          forward[i][l][m] = round(scores[i][l]);
          back[i][l][m] = round(scores[scores.length - 1 - i][LETTERS - 1 - l]);
        }
      }
    }
    start = new float[motifs.size()];
    for (int m = 0; m < start.length; m++) {
      start[m] = -round(this.motifs.get(m).threshold());
    }
  }

  private static float round(double bits) {
    return Math.round(bits * PARTS) / PARTS;
  }

  /** Longest first. */
  public List<Motif> motifs() {
    return motifs;
  }

  /** Number of features. */
  public int size() {
    return FEATURES * start.length;
  }

  /**
   * The features of one sequence: the occupancies of all motifs, then their best windows, in bits
   * from the threshold. Where letters are uncertain a window has its expected score; a position
   * without any letter adds nothing to it.
   *
   * @param p probabilities of the letters, shape [rows, length, 4]
   * @param row which of them
   */
  public float[] features(float[] p, int row, int length) {
    int n = start.length;
    float[] out = new float[size()];
    Arrays.fill(out, n, size(), NOWHERE);
    float[] one = new float[n];
    float[] other = new float[n];
    for (int at = 0; at < length; at++) {
      int first = tooLong[Math.min(forward.length, length - at)];
      if (first == n) {
        break;
      }
      System.arraycopy(start, first, one, first, n - first);
      System.arraycopy(start, first, other, first, n - first);
      for (int i = 0; i < motifs.get(first).length(); i++) {
        for (int l = 0; l < LETTERS; l++) {
          float weight = p[(row * length + at + i) * LETTERS + l];
          if (weight != 0) {
            add(one, weight, forward[i][l], first);
            add(other, weight, back[i][l], first);
          }
        }
      }
      for (int m = first; m < n; m++) {
        float bits = Math.max(one[m], other[m]);
        out[m] += Math.min(1, Math.max(0, 0.5f + SLOPE * bits));
        out[n + m] = Math.max(out[n + m], bits);
      }
    }
    return out;
  }

  private static void add(float[] sum, float weight, float[] scores, int first) {
    for (int m = first; m < scores.length; m++) {
      sum[m] += weight * scores[m];
    }
  }
}
