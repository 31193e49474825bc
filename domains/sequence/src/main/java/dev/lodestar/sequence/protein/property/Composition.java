package dev.lodestar.sequence.protein.property;

import dev.lodestar.sequence.Alphabet;

/** Properties that count amino acids. */
public final class Composition {
  private static final Alphabet LETTERS = Alphabet.PROTEIN;
  private static final double WATER = 18.01528;

  // in the order ACDEFGHIKLMNPQRSTVWY
  private static final Scale HYDROPATHY =
      new Scale(
          1.8, 2.5, -3.5, -3.5, 2.8, -0.4, -3.2, 4.5, -3.9, 3.8, 1.9, -3.5, -1.6, -3.5, -4.5, -0.8,
          -0.7, 4.2, -0.9, -1.3);
  private static final Scale MASS =
      new Scale(
          71.0788, 103.1388, 115.0886, 129.1155, 147.1766, 57.0519, 137.1411, 113.1594, 128.1741,
          113.1594, 131.1926, 114.1038, 97.1167, 128.1307, 156.1875, 87.0782, 101.1051, 99.1326,
          186.2132, 163.1760);
  private static final Scale ALIPHATIC =
      new Scale(1, 0, 0, 0, 0, 0, 0, 3.9, 0, 3.9, 0, 0, 0, 0, 0, 0, 0, 2.9, 0, 0);

  private Composition() {}

  /**
   * Grand average of hydropathy: the mean of the scale of Kyte and Doolittle, J. Mol. Biol. 157:105
   * (1982); positive is hydrophobic.
   */
  public static double gravy(String protein) {
    return HYDROPATHY.sum(LETTERS.tokens(protein)) / protein.length();
  }

  /**
   * Aliphatic index: the relative volume of aliphatic side chains, higher in proteins of
   * thermophiles. Ikai, J. Biochem. 88:1895 (1980).
   */
  public static double aliphaticIndex(String protein) {
    return 100 * ALIPHATIC.sum(LETTERS.tokens(protein)) / protein.length();
  }

  /** Average molecular weight in dalton, of the chain alone. */
  public static double molecularWeight(String protein) {
    return MASS.sum(LETTERS.tokens(protein)) + WATER;
  }
}
