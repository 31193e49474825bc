package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.run.report.ReportData.DesignRow;
import dev.lodestar.run.report.ReportData.SetMetricRow;
import dev.lodestar.run.report.ReportData.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static ScoreSet set(ScoreSet.Role role, double guiding, double heldOut) {
    double[] g = {guiding - 0.2, guiding, guiding + 0.2};
    double[] h = {heldOut, heldOut, heldOut};
    return new ScoreSet(role.name(), role, "", g, h, Map.of());
  }

  private static List<DesignRow> rows(String... designs) {
    List<DesignRow> rows = new ArrayList<>();
    for (String design : designs) {
      rows.add(new DesignRow(rows.size(), design, 1, 1, List.of(), true, ""));
    }
    return rows;
  }

  private static List<String> titles(List<Warning> warnings) {
    return warnings.stream().map(Warning::title).toList();
  }

  @Test
  void agoodRunHasNoWarning() {
    assertEquals(
        List.of(),
        Findings.of(
            List.of(
                set(ScoreSet.Role.DESIGNS, 8, 7.6),
                set(ScoreSet.Role.BEST_OF_N, 7, 7),
                set(ScoreSet.Role.PRETRAINED, 6, 6)),
            rows("AC", "AG", "AT")));
  }

  @Test
  void tellsOverOptimisation() {
    List<ScoreSet> sets =
        List.of(set(ScoreSet.Role.DESIGNS, 8, 6.5), set(ScoreSet.Role.PRETRAINED, 6, 6));
    Warning warning = Findings.of(sets, rows("AC")).get(0);
    assertTrue(warning.title().contains("over-optimised"));
    assertTrue(warning.meaning().contains("2.00") && warning.meaning().contains("0.500"));
  }

  /** Another property that did not rise with the guiding one is no error of the guiding one. */
  @Test
  void anotherPropertyIsNotHeldAgainstTheGuidingScore() {
    List<ScoreSet> sets =
        List.of(set(ScoreSet.Role.DESIGNS, 8, 5.5), set(ScoreSet.Role.PRETRAINED, 6, 6));
    assertEquals(1, Findings.of(report(sets, true)).size());
    assertEquals(List.of(), Findings.of(report(sets, false)));
  }

  private static ReportData report(List<ScoreSet> sets, boolean comparable) {
    return new ReportData(
        new ReportData.Heading("t", "k", "m", "QED", comparable),
        sets,
        List.of(),
        List.of(),
        List.of(),
        new ReportData.Designs(List.of(), rows("AC"), "ACGT", "designs.csv"),
        List.of(),
        new ReportData.Origin("", List.of(), List.of()));
  }

  @Test
  void noGainIsNotOverOptimised() {
    List<ScoreSet> sets =
        List.of(set(ScoreSet.Role.DESIGNS, 6.05, 5.9), set(ScoreSet.Role.PRETRAINED, 6, 6));
    assertEquals(List.of(), Findings.of(sets, rows("AC")));
  }

  @Test
  void tellsCollapse() {
    List<Warning> found = Findings.of(List.of(), rows("AC", "AC", "AC", "AG"));
    assertEquals(List.of("Few different designs"), titles(found));
    assertTrue(found.get(0).meaning().contains("2 of 4"));
    assertEquals(List.of(), Findings.of(List.of(), rows("AC")));
  }

  @Test
  void tellsWhenBestOfNIsAsGood() {
    List<ScoreSet> sets =
        List.of(set(ScoreSet.Role.DESIGNS, 7, 7), set(ScoreSet.Role.BEST_OF_N, 7.5, 7));
    assertEquals(List.of("No better than BEST_OF_N"), titles(Findings.of(sets, List.of())));
  }

  @Test
  void tellsDesignsWithoutAScoreAndWhy() {
    List<DesignRow> rows = new ArrayList<>(rows("AC", "AG"));
    rows.add(new DesignRow(2, "AT", Double.NaN, Double.NaN, List.of(), false, "too long"));
    Warning warning = Findings.of(List.of(), rows).get(0);
    assertTrue(warning.meaning().contains("1 of 3") && warning.meaning().contains("too long"));
  }

  @Test
  void setsWithoutNumbersGiveNoWarning() {
    List<ScoreSet> sets =
        List.of(
            new ScoreSet("d", ScoreSet.Role.DESIGNS, "", new double[0], new double[0], Map.of()),
            new ScoreSet("b", ScoreSet.Role.BEST_OF_N, "", new double[0], new double[0], Map.of()),
            new ScoreSet(
                "p", ScoreSet.Role.PRETRAINED, "", new double[0], new double[0], Map.of()));
    assertEquals(List.of(), Findings.of(sets, List.of()));
  }

  @Test
  void saysWhichBudgetEndedTheRun() {
    assertTrue(
        Findings.budgetEnded("the time budget of 60 s is used up.", 64, 100)
            .meaning()
            .startsWith("The time budget of 60 s is used up. 64 of the 100 designs"));
    assertTrue(Findings.scorerFailed(3, 500, "it hung").meaning().contains("3 of 500"));
  }

  /** A set of 40 with two metrics. */
  private static ScoreSet many(
      ScoreSet.Role role,
      double guiding,
      double heldOut,
      double natural,
      int starts,
      Health health) {
    double[] g = new double[40];
    double[] h = new double[40];
    double[] n = new double[40];
    double[] s = new double[40];
    for (int i = 0; i < 40; i++) {
      g[i] = guiding + i / 100.0;
      h[i] = heldOut + i / 100.0;
      n[i] = natural + (i % 10) / 100.0;
      s[i] = i < starts ? 1 : 0;
    }
    Map<String, double[]> metrics = Map.of("naturalness", n, "uaug", s);
    return new ScoreSet(role.name(), role, "", g, h, metrics, 40, health);
  }

  private static ScoreSet plain(ScoreSet.Role role, double guiding, double heldOut) {
    return many(role, guiding, heldOut, 1.3, 14, Health.UNKNOWN);
  }

  private static List<SetMetricRow> diversity(double own, double usual) {
    return List.of(new SetMetricRow("diversity", "", List.of(own, usual)));
  }

  @Test
  void tellsCollapseByDiversityAndStarts() {
    Health few = new Health(0.02, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false);
    List<ScoreSet> sets =
        List.of(
            many(ScoreSet.Role.DESIGNS, 8, 7.6, 1.3, 14, few),
            plain(ScoreSet.Role.PRETRAINED, 6, 6));
    Warning warning = Findings.of(sets, diversity(0.32, 0.73), List.of()).get(0);
    assertEquals("The population collapsed", warning.title());
    assertTrue(warning.meaning().contains("0.320, against 0.730"), warning.meaning());
    assertTrue(warning.meaning().contains("Only 2\u202f% of the designs begun"), warning.meaning());
    assertEquals(List.of(), Findings.of(sets, diversity(0.7, 0.73), List.of()));
    List<String> unknown = titles(Findings.of(sets, List.of(), List.of()));
    assertEquals(List.of("The population collapsed"), unknown, "where diversity is not known");
  }

  @Test
  void tellsThinWeights() {
    Health thin = new Health(1, 0.02, 3, 0.4, 2, false);
    List<ScoreSet> sets = List.of(many(ScoreSet.Role.DESIGNS, 8, 7.6, 1.3, 14, thin));
    assertEquals(
        List.of("The weights rest on few particles"), titles(Findings.of(sets, List.of())));
  }

  @Test
  void tellsAHeldOutScoreThatFallsWhileTheGuidingOneRises() {
    ScoreSet best = plain(ScoreSet.Role.BEST_OF_N, 7, 7);
    List<Warning> found = Findings.of(List.of(plain(ScoreSet.Role.DESIGNS, 8, 6), best), List.of());
    assertEquals(List.of("The held-out score falls while the guiding score rises"), titles(found));
    assertTrue(found.get(0).meaning().contains("1.00 higher"), found.get(0).meaning());
    assertEquals(
        List.of(),
        Findings.of(List.of(plain(ScoreSet.Role.DESIGNS, 8, 6.95), best), List.of()),
        "not by more than chance");
  }

  @Test
  void tellsDesignsUnlikeThePretrainedModels() {
    ScoreSet usual = plain(ScoreSet.Role.PRETRAINED, 6, 6);
    ScoreSet odd = many(ScoreSet.Role.DESIGNS, 8, 7.6, 1.6, 40, Health.UNKNOWN);
    List<Warning> found = Findings.of(List.of(odd, usual), List.of());
    assertEquals(List.of("Unlike the pre-trained model's designs"), titles(found));
    assertTrue(found.get(0).meaning().contains("naturalness outside 1.30 to 1.39"));
    assertTrue(found.get(0).meaning().contains("a uaug above 0, against 35\u202f%"));
    ScoreSet same = many(ScoreSet.Role.DESIGNS, 8, 7.6, 1.32, 25, Health.UNKNOWN);
    assertEquals(List.of(), Findings.of(List.of(same, usual), List.of()));
  }
}
