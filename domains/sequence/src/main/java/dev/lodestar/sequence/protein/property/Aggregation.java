package dev.lodestar.sequence.protein.property;

import dev.lodestar.sequence.Alphabet;

/**
 * A proxy of aggregation: how prone the worst stretch is, by propensities measured in cells. It
 * knows no structure: a prone stretch in a folded core does no harm.
 *
 * <p>Source: propensities a3v of Conchillo-Solé et al. (AGGRESCAN), BMC Bioinformatics 8:65 (2007).
 */
public final class Aggregation {
  /** Letters a stretch. */
  public static final int WINDOW = 7;

  // in the order ACDEFGHIKLMNPQRSTVWY
  private static final Scale PROPENSITY =
      new Scale(
          -0.036, 0.604, -1.836, -1.412, 1.754, -0.535, -1.033, 1.822, -0.931, 1.380, 0.910, -1.302,
          -0.334, -1.231, -1.240, -0.294, -0.159, 1.594, 1.037, 1.159);

  private Aggregation() {}

  /** Highest mean propensity of any {@link #WINDOW} neighbours, or of all letters where fewer. */
  public static double worst(String protein) {
    int[] tokens = Alphabet.PROTEIN.tokens(protein);
    int window = Math.min(WINDOW, tokens.length);
    double sum = 0;
    double worst = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < tokens.length; i++) {
      sum += PROPENSITY.of(tokens[i]) - (i >= window ? PROPENSITY.of(tokens[i - window]) : 0);
      worst = i >= window - 1 ? Math.max(worst, sum / window) : worst;
    }
    return worst;
  }
}
