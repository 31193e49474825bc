package dev.lodestar.sequence.utr5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers on the cards, against values worked out by hand. */
class JudgementTest {
  @Test
  void rSquaredIsTheShareOfVarianceExplained() {
    double[] measured = {1, 2, 3, 6};
    assertEquals(1, Labelled.rSquared(measured, measured));
    assertEquals(0, Labelled.rSquared(measured, new double[] {3, 3, 3, 3}));
    // residuals 1, 0, 0, 2 over a total of 4 + 1 + 0 + 9
    assertEquals(1 - 5 / 14.0, Labelled.rSquared(measured, new double[] {2, 2, 3, 4}), 1e-12);
  }

  @Test
  void theTopDecileHasTheHighestLoad() {
    List<MrlRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(new MrlRow("A".repeat(i + 1), (i * 7) % 20, MrlSet.HUMAN50));
    }
    // loads 19 and 18 belong to the rows 17 and 14
    assertEquals(List.of("A".repeat(18), "A".repeat(15)), Judgement.topDecile(rows));
  }

  @Test
  void uniformSequencesUseAllLettersAlike() {
    List<String> sequences = Judgement.uniform(400, Utr5.CODEC);
    String all = String.join("", sequences);
    for (char letter : "ACGT".toCharArray()) {
      double share = (double) all.chars().filter(c -> c == letter).count() / all.length();
      assertEquals(0.25, share, 6 * Math.sqrt(0.25 * 0.75 / all.length()), "" + letter);
    }
    assertTrue(sequences.stream().allMatch(s -> s.length() == 50));
  }
}
