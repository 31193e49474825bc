package dev.lodestar.sequence.rna;

import java.util.Map;

/**
 * Nearest-neighbour free energies of RNA at 37 °C and 1 M NaCl, kcal/mol.
 *
 * <p>Stacks, terminal mismatches of hairpins and of interior loops, dangling ends, special hairpins
 * and loop initiation are those of Turner 2004: Mathews et al., "Incorporating chemical
 * modification constraints into a dynamic programming algorithm for prediction of RNA secondary
 * structure", PNAS 101:7287 (2004); Turner and Mathews, "NNDB", Nucleic Acids Research 38:D280
 * (2010). Left out are the full tables of 1×1, 1×2 and 2×2 interior loops, whose usual entries
 * stand in for them, coaxial stacking, and the corrections of hairpins of C alone, of G–U closure
 * and of degenerate bulges.
 *
 * <p>Bases are 0 to 3 for A, C, G, U; pairs 0 to 5 for C–G, G–C, G–U, U–G, A–U, U–A, the 5' base
 * first.
 */
final class Turner2004 {
  /** R · 310.15 K. */
  static final double KT = 0.0019872 * 310.15;

  /** Fewest bases in a hairpin's loop. */
  static final int HAIRPIN = 3;

  /** Most unpaired bases in a bulge or interior loop. */
  static final int INTERIOR = 30;

  /** By pair (5' base, 3' base); -1 where they do not pair. */
  private static final int[][] PAIRS = {
    {-1, -1, -1, 4}, {-1, -1, 0, -1}, {-1, 1, -1, 2}, {5, -1, 3, -1}
  };

  /** By the pair, and by the one inside of it as seen from there: its 3' base first. */
  private static final double[][] STACK = {
    {-2.4, -3.3, -2.1, -1.4, -2.1, -2.1},
    {-3.3, -3.4, -2.5, -1.5, -2.2, -2.4},
    {-2.1, -2.5, 1.3, -0.5, -1.4, -1.3},
    {-1.4, -1.5, -0.5, 0.3, -0.6, -1.0},
    {-2.1, -2.2, -1.4, -0.6, -1.1, -0.9},
    {-2.1, -2.4, -1.3, -1.0, -0.9, -1.3}
  };

  private static final double[] HAIRPIN_START = {
    Double.NaN, Double.NaN, Double.NaN, 5.4, 5.6, 5.7, 5.4, 6.0, 5.5, 6.4
  };

  private static final double[] BULGE_START = {Double.NaN, 3.8, 2.8, 3.2, 3.6, 4.0, 4.4};

  private static final double[] INTERIOR_START = {
    Double.NaN, Double.NaN, Double.NaN, Double.NaN, 1.1, 2.0, 2.0
  };

  /** Beyond the tables: so much times RT grows a loop's cost with the logarithm of its size. */
  private static final double GROWTH = 1.75;

  private static final double ONE_BY_ONE = 0.5;
  private static final double ONE_BY_TWO = 2.3;
  private static final double ASYMMETRY = 0.6;
  private static final double END = 0.5;
  private static final double INTERIOR_END = 0.7;

  /** A G that faces a G across a 1×1 loop; counted in halves from both ends. */
  private static final double ONE_BY_ONE_GG = -1.9;

  /** By the closing pair, the base after its 5' base, and the one before its 3' base. */
  private static final double[][][] HAIRPIN_MISMATCH = {
    {
      {-1.5, -1.5, -1.4, -1.5},
      {-1.0, -1.1, -1.0, -0.8},
      {-2.3, -1.5, -2.4, -1.5},
      {-1.0, -1.4, -1.0, -2.1}
    },
    {
      {-1.1, -1.5, -1.3, -1.5},
      {-1.1, -0.7, -1.1, -0.5},
      {-2.5, -1.5, -2.2, -1.5},
      {-1.1, -1.0, -1.1, -1.6}
    },
    {
      {0.2, -0.5, -0.3, -0.5},
      {-0.1, -0.2, -0.1, -0.2},
      {-1.0, -0.5, -1.1, -0.5},
      {-0.1, -0.3, -0.1, -1.0}
    },
    {
      {-0.5, -0.3, -0.6, -0.3},
      {-0.2, -0.1, -0.2, 0},
      {-0.9, -0.3, -1.1, -0.3},
      {-0.2, -0.1, -0.2, -0.9}
    },
    {
      {-0.3, -0.5, -0.3, -0.5},
      {-0.1, -0.2, -0.1, -0.2},
      {-1.2, -0.5, -1.1, -0.5},
      {-0.1, -0.3, -0.1, -1.2}
    },
    {
      {-0.5, -0.3, -0.5, -0.3},
      {-0.2, -0.1, -0.2, 0},
      {-1.5, -0.3, -1.5, -0.3},
      {-0.2, -0.1, -0.2, -0.9}
    }
  };

  /** By the pair's 5' base, which the dangling base stands before. */
  private static final double[][] DANGLE_5 = {
    {-0.3, -0.3, -0.4, -0.2},
    {-0.5, -0.3, -0.2, -0.1},
    {-0.2, -0.3, 0, 0},
    {-0.3, -0.1, -0.2, -0.2}
  };

  /** By the pair's 3' base, which the dangling base stands behind. */
  private static final double[][] DANGLE_3 = {
    {-0.8, -0.5, -0.8, -0.6},
    {-1.7, -0.8, -1.7, -1.2},
    {-1.1, -0.4, -1.3, -0.6},
    {-0.7, -0.1, -0.7, -0.1}
  };

  /** Whole energies of hairpins that differ from the rule, by their letters, pair included. */
  private static final Map<String, Double> SPECIAL =
      Map.ofEntries(
          Map.entry("CAACG", 6.8),
          Map.entry("GUUAC", 6.9),
          Map.entry("CAACGG", 5.5),
          Map.entry("CCAAGG", 3.3),
          Map.entry("CCACGG", 3.7),
          Map.entry("CCCAGG", 3.4),
          Map.entry("CCGAGG", 3.5),
          Map.entry("CCGCGG", 3.6),
          Map.entry("CCUAGG", 3.7),
          Map.entry("CCUCGG", 2.5),
          Map.entry("CUAAGG", 3.6),
          Map.entry("CUACGG", 2.8),
          Map.entry("CUCAGG", 3.7),
          Map.entry("CUCCGG", 2.7),
          Map.entry("CUGCGG", 2.8),
          Map.entry("CUUAGG", 3.5),
          Map.entry("CUUCGG", 3.7),
          Map.entry("CUUUGG", 3.7),
          Map.entry("ACAGUACU", 2.8),
          Map.entry("ACAGUGAU", 3.6),
          Map.entry("ACAGUGCU", 2.9),
          Map.entry("ACAGUGUU", 1.8));

  /** Most letters of a special hairpin. */
  private static final int LONGEST_SPECIAL = 8;

  /** A loop of several branches, and each helix that ends in it. */
  static final double MULTIBRANCH = 9.3;

  static final double BRANCH = -0.9;

  private Turner2004() {}

  /** What closes an interior loop: how its first mismatches count. */
  enum Closure {
    /** Mismatches of 1×n loops count for nothing. */
    ONE_BY_MANY,
    ONE_BY_ONE,
    TWO_BY_THREE,
    OTHER
  }

  /** The pair of two bases, or -1. */
  static int pair(int five, int three) {
    return PAIRS[five][three];
  }

  /** The same pair from its other side. */
  static int turned(int pair) {
    return pair ^ 1;
  }

  private static boolean weak(int pair) {
    return pair > 1;
  }

  private static double start(double[] table, int size) {
    int last = table.length - 1;
    return size <= last ? table[size] : table[last] + GROWTH * KT * Math.log((double) size / last);
  }

  /** Two pairs on each other; the inner one from its other side. */
  static double stack(int pair, int inner) {
    return STACK[pair][inner];
  }

  /**
   * A hairpin.
   *
   * @param pair that closes it
   * @param letters from its 5' base to its 3' base
   */
  static double hairpin(int pair, String letters) {
    int size = letters.length() - 2;
    if (letters.length() <= LONGEST_SPECIAL && SPECIAL.containsKey(letters)) {
      return SPECIAL.get(letters);
    }
    return start(HAIRPIN_START, size)
        + (size == HAIRPIN
            ? end(pair)
            : HAIRPIN_MISMATCH[pair]["ACGU".indexOf(letters.charAt(1))][
                "ACGU".indexOf(letters.charAt(size))]);
  }

  /** A bulge without what its two pairs bring. */
  static double bulge(int size) {
    return start(BULGE_START, size);
  }

  /** An interior loop without what its two pairs bring; both sides have bases. */
  static double interior(int left, int right) {
    int size = left + right;
    if (size <= 3) {
      return size == 2 ? ONE_BY_ONE : ONE_BY_TWO;
    }
    return start(INTERIOR_START, size) + ASYMMETRY * Math.abs(left - right);
  }

  /** How mismatches count in an interior loop. */
  static Closure closure(int left, int right) {
    if (left == 1 || right == 1) {
      return left == right ? Closure.ONE_BY_ONE : Closure.ONE_BY_MANY;
    }
    return left + right == 5 ? Closure.TWO_BY_THREE : Closure.OTHER;
  }

  /**
   * What a pair brings to an interior loop.
   *
   * @param pair as seen from outside of the loop
   * @param after base that follows its 5' base
   * @param before base that precedes its 3' base
   */
  static double mismatch(Closure closure, int pair, int after, int before) {
    double end = weak(pair) ? INTERIOR_END : 0;
    boolean ag = after == 0 && before == 2;
    boolean ga = after == 2 && before == 0;
    boolean gg = after == 2 && before == 2;
    boolean uu = after == 3 && before == 3;
    boolean pyrimidine = pair == 0 || pair == 3 || pair == 5;
    return end
        + switch (closure) {
          case ONE_BY_MANY -> 0;
          case ONE_BY_ONE -> gg ? ONE_BY_ONE_GG / 2 : 0;
          case TWO_BY_THREE -> ag && pyrimidine ? -0.5 : ga ? -1.1 : gg ? -0.7 : uu ? -0.3 : 0;
          case OTHER -> ag ? -0.8 : ga || gg ? -1.0 : uu ? -0.6 : 0;
        };
  }

  /** What the end of a helix costs by its last pair. */
  static double end(int pair) {
    return weak(pair) ? END : 0;
  }

  /** A base before the 5' base of a helix's last pair. */
  static double dangle5(int five, int dangling) {
    return DANGLE_5[five][dangling];
  }

  /** A base behind the 3' base of a helix's last pair. */
  static double dangle3(int three, int dangling) {
    return DANGLE_3[three][dangling];
  }
}
