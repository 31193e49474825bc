package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.run.report.ReportData.Designs;
import dev.lodestar.run.report.ReportData.Heading;
import dev.lodestar.run.report.ReportData.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final double[] NONE = {};

  private static ScoreSet set(String name, ScoreSet.Role role, double[] guiding, double[] heldOut) {
    return new ScoreSet(name, role, "", guiding, heldOut, Map.of());
  }

  private static String of(ScoreSet... sets) {
    return Headline.of(
        new ReportData(
            new Heading("t", "k", "m", "MRL"),
            List.of(sets),
            List.of(),
            List.of(),
            List.of(),
            new Designs(List.of(), List.of(), "", "designs.csv"),
            List.of(),
            new Origin("", List.of(), List.of())));
  }

  @Test
  void comparesMediansInOneSentence() {
    assertEquals(
        "2 designs: median MRL 8.10 (best-of-6 6.80 at the same budget, pretrained 5.90);"
            + " held-out median 7.60 (pretrained 5.80).",
        of(
            set("designs", ScoreSet.Role.DESIGNS, new double[] {8, 8.2}, new double[] {7.6, 7.6}),
            set("best-of-6", ScoreSet.Role.BEST_OF_N, new double[] {6.8}, NONE),
            set("natural", ScoreSet.Role.OTHER, new double[] {7}, new double[] {7}),
            set("pretrained", ScoreSet.Role.PRETRAINED, new double[] {5.9}, new double[] {5.8})));
  }

  @Test
  void saysNoMoreThanThereIs() {
    assertEquals(
        "1 design: MRL 8.00.", of(set("d", ScoreSet.Role.DESIGNS, new double[] {8}, NONE)));
    assertEquals(
        "1 design: MRL –.", of(set("d", ScoreSet.Role.DESIGNS, new double[] {Double.NaN}, NONE)));
    assertEquals("No designs.", of());
    assertEquals("No designs.", of(set("d", ScoreSet.Role.DESIGNS, NONE, NONE)));
  }
}
