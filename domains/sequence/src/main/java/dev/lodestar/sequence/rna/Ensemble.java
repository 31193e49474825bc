package dev.lodestar.sequence.rna;

import dev.lodestar.sequence.Alphabet;
import java.util.Arrays;

/**
 * How an RNA folds at 37 °C: probabilities over all its secondary structures without pseudoknots,
 * by the {@linkplain Turner2004 nearest-neighbour model}. An estimate of a model, not a
 * measurement. Positions count from 0.
 *
 * @param freeEnergy −RT ln Z against the unfolded strand, kcal/mol, at most 0
 * @param pairs probability that i pairs with j, at [i][j] with i &lt; j
 * @param unpaired probability that a base pairs with none
 * @param hairpin probability that a base is unpaired in the loop of a hairpin
 * @param exterior probability that a base is unpaired and within no pair
 */
public record Ensemble(
    double freeEnergy, double[][] pairs, double[] unpaired, double[] hairpin, double[] exterior) {
  /** Longest RNA. */
  public static final int LONGEST = 200;

  /**
   * Of an RNA or its DNA, T being read as U.
   *
   * @throws IllegalArgumentException with a sentence where it is empty, too long, or holds other
   *     letters
   */
  public static Ensemble of(String sequence) {
    if (sequence.isEmpty() || sequence.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The sequence has %d letters; RNAs of 1 to %d are folded."
              .formatted(sequence.length(), LONGEST));
    }
    return new Partition(new Loops(Alphabet.RNA.tokens(sequence))).ensemble();
  }

  /** Number of bases. */
  public int length() {
    return unpaired.length;
  }

  /**
   * Mean probability that a base is unpaired, from a position to the end.
   *
   * @param from the first base that counts
   */
  public double unpaired(int from) {
    return Arrays.stream(unpaired).skip(from).average().orElseThrow();
  }
}
