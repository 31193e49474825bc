package dev.lodestar.sequence.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers on the cards, against values worked out by hand. */
class JudgementTest {
  private static final TokenCodec CODEC = new TokenCodec(Alphabet.DNA, 50);

  @Test
  void rSquaredIsTheShareOfVarianceExplained() {
    double[] measured = {1, 2, 3, 6};
    assertEquals(1, Accuracy.R_SQUARED.of(measured, measured));
    assertEquals(0, Accuracy.R_SQUARED.of(measured, new double[] {3, 3, 3, 3}));
    // residuals 1, 0, 0, 2 over a total of 4 + 1 + 0 + 9
    assertEquals(1 - 5 / 14.0, Accuracy.R_SQUARED.of(measured, new double[] {2, 2, 3, 4}), 1e-12);
  }

  @Test
  void correlationsIgnoreTheScaleAndRanksIgnoreTheShape() {
    double[] measured = {1, 2, 3, 4};
    assertEquals(1, Accuracy.PEARSON.of(measured, new double[] {10, 20, 30, 40}), 1e-12);
    // deviations -1.5 -0.5 0.5 1.5 and -4 -3 -2 9: products 6 + 1.5 - 1 + 13.5
    assertEquals(
        20 / Math.sqrt(5.0 * 110),
        Accuracy.PEARSON.of(measured, new double[] {1, 2, 3, 14}),
        1e-12);
    assertEquals(1, Accuracy.SPEARMAN.of(measured, new double[] {1, 2, 3, 14}), 1e-12);
    assertArrayEquals(
        new double[] {1, 3.5, 2, 3.5}, Accuracy.ranks(new double[] {0, 7, 5, 7}), "ties");
  }

  @Test
  void theAreaIsTheShareOfPairsInOrder() {
    double[] labels = {1, 1, 0, 0, 0};
    // of the six pairs, four in order, one tied, one out of order
    assertEquals(4.5 / 6, Accuracy.AUC.of(labels, new double[] {3, 1, 2, 1, 0}), 1e-12);
  }

  @Test
  void theTopDecileHasTheHighestLoad() {
    List<MrlRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(new MrlRow("A".repeat(i + 1), (i * 7) % 20, MrlSet.HUMAN50));
    }
    // loads 19 and 18 belong to the rows 17 and 14
    assertEquals(
        List.of("A".repeat(18), "A".repeat(15)),
        DenoiserJudgement.topDecile(rows, MrlRow::sequence, MrlRow::mrl));
  }

  @Test
  void uniformSequencesUseAllLettersAlike() {
    List<String> sequences = DenoiserJudgement.uniform(400, CODEC);
    String all = String.join("", sequences);
    for (char letter : "ACGT".toCharArray()) {
      double share = (double) all.chars().filter(c -> c == letter).count() / all.length();
      assertEquals(0.25, share, 6 * Math.sqrt(0.25 * 0.75 / all.length()), "" + letter);
    }
    assertTrue(sequences.stream().allMatch(s -> s.length() == 50));
  }
}
