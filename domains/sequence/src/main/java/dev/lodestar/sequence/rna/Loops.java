package dev.lodestar.sequence.rna;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.rna.Turner2004.Closure;
import java.util.Arrays;

/**
 * Free energies of the loops of one RNA, kcal/mol, and their Boltzmann factors. The energy of a
 * structure is the sum over its loops. Bases count from 0; a pair (i, j) has i &lt; j.
 *
 * <p>Every helix that ends in a loop of several branches or outside of all loops gets the energies
 * of both bases beside its last pair, paired or not, so that helices are independent of each other.
 */
final class Loops {
  private static final int SIDE = Turner2004.INTERIOR + 1;
  private static final double[] STACK = new double[36];
  private static final double[] BULGE = new double[SIDE];
  private static final double[] END = new double[6];
  private static final double[] INTERIOR = new double[SIDE * SIDE];

  /** Where a shape's mismatches begin. */
  private static final int[] CLOSURE = new int[SIDE * SIDE];

  /** A pair and the bases beside it in a loop: 16 · pair + 4 · base behind + base before. */
  private static final int ENDS = 96;

  private static final double[] MISMATCH = new double[Closure.values().length * ENDS];

  static {
    for (int pair = 0; pair < 6; pair++) {
      END[pair] = weight(Turner2004.end(pair));
      for (int inner = 0; inner < 6; inner++) {
        STACK[pair * 6 + inner] = weight(Turner2004.stack(pair, inner));
      }
      for (Closure c : Closure.values()) {
        for (int xy = 0; xy < 16; xy++) {
          MISMATCH[c.ordinal() * ENDS + pair * 16 + xy] =
              weight(Turner2004.mismatch(c, pair, xy / 4, xy % 4));
        }
      }
    }
    for (int left = 1; left < SIDE; left++) {
      BULGE[left] = weight(Turner2004.bulge(left));
      for (int right = 1; left + right < SIDE; right++) {
        INTERIOR[left * SIDE + right] = weight(Turner2004.interior(left, right));
        CLOSURE[left * SIDE + right] = ENDS * Turner2004.closure(left, right).ordinal();
      }
    }
  }

  private final int[] bases;
  private final String letters;
  private final int[][] pairs;

  /** By (i, j): the pair and the bases beside it, as the loop within sees them. */
  private final int[][] within;

  /** The same as the loop around it sees them. */
  private final int[][] around;

  /** By i: the j that it can pair with, ascending. */
  private final int[][] partners;

  /**
   * @param bases tokens of {@link Alphabet#RNA}
   */
  Loops(int[] bases) {
    this.bases = bases;
    letters = Alphabet.RNA.text(bases);
    int n = bases.length;
    pairs = new int[n][n];
    within = new int[n][n];
    around = new int[n][n];
    partners = new int[n][];
    for (int i = 0; i < n; i++) {
      Arrays.fill(pairs[i], -1);
      int[] found = new int[n];
      int many = 0;
      for (int j = i + Turner2004.HAIRPIN + 1; j < n; j++) {
        int pair = Turner2004.pair(bases[i], bases[j]);
        if (pair >= 0) {
          pairs[i][j] = pair;
          within[i][j] = pair * 16 + bases[i + 1] * 4 + bases[j - 1];
          int behind = j + 1 < n ? bases[j + 1] : 0;
          int before = i > 0 ? bases[i - 1] : 0;
          around[i][j] = Turner2004.turned(pair) * 16 + behind * 4 + before;
          found[many++] = j;
        }
      }
      partners[i] = Arrays.copyOf(found, many);
    }
  }

  static double weight(double energy) {
    return Math.exp(-energy / Turner2004.KT);
  }

  int length() {
    return bases.length;
  }

  /** Whether two bases can pair with each other. */
  boolean canPair(int i, int j) {
    return pairs[i][j] >= 0;
  }

  /** The bases behind i that it can pair with, ascending. */
  int[] partners(int i) {
    return partners[i];
  }

  /** Energy of the hairpin that (i, j) closes. */
  double hairpin(int i, int j) {
    return Turner2004.hairpin(pairs[i][j], letters.substring(i, j + 1));
  }

  /** Energy of the stack, bulge or interior loop between (i, j) and (k, l) inside of it. */
  double interior(int i, int j, int k, int l) {
    int left = k - i - 1;
    int right = j - l - 1;
    int outer = pairs[i][j];
    int inner = Turner2004.turned(pairs[k][l]);
    if (left == 0 || right == 0) {
      int size = left + right;
      return switch (size) {
        case 0 -> Turner2004.stack(outer, inner);
        case 1 -> Turner2004.bulge(1) + Turner2004.stack(outer, inner);
        default -> Turner2004.bulge(size) + Turner2004.end(outer) + Turner2004.end(inner);
      };
    }
    Closure closure = Turner2004.closure(left, right);
    return Turner2004.interior(left, right)
        + Turner2004.mismatch(closure, outer, bases[i + 1], bases[j - 1])
        + Turner2004.mismatch(closure, inner, bases[l + 1], bases[k - 1]);
  }

  /** The Boltzmann factor of {@link #interior}, from tables. */
  double interiorWeight(int i, int j, int k, int l) {
    int left = k - i - 1;
    int right = j - l - 1;
    int outer = within[i][j];
    int inner = around[k][l];
    if (left == 0 || right == 0) {
      int size = left + right;
      int x = outer >> 4;
      int y = inner >> 4;
      return size == 0
          ? STACK[x * 6 + y]
          : BULGE[size] * (size == 1 ? STACK[x * 6 + y] : END[x] * END[y]);
    }
    int shape = left * SIDE + right;
    int closure = CLOSURE[shape];
    return INTERIOR[shape] * MISMATCH[closure + outer] * MISMATCH[closure + inner];
  }

  /** Energy that a helix's outermost pair (i, j) brings to the exterior. */
  double exterior(int i, int j) {
    return Turner2004.end(pairs[i][j])
        + (i > 0 ? Turner2004.dangle5(bases[i], bases[i - 1]) : 0)
        + (j + 1 < bases.length ? Turner2004.dangle3(bases[j], bases[j + 1]) : 0);
  }

  /** Energy that a helix's outermost pair (i, j) brings to the loop of branches around it. */
  double branch(int i, int j) {
    return Turner2004.BRANCH + exterior(i, j);
  }

  /** Energy of a loop of branches that (i, j) closes, without its inner branches. */
  double multibranch(int i, int j) {
    return Turner2004.MULTIBRANCH
        + Turner2004.BRANCH
        + Turner2004.end(pairs[i][j])
        + Turner2004.dangle5(bases[j], bases[j - 1])
        + Turner2004.dangle3(bases[i], bases[i + 1]);
  }
}
