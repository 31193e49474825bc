package dev.lodestar.bench.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.run.SetSummary;
import dev.lodestar.run.report.Health;
import dev.lodestar.run.report.ScoreSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTableTest {
  private static final Measured YARDSTICK = measured("svdd", 10, 3200, 1600, 7.0);

  @Test
  void aMethodIsShownByItsBestSettingThatIsCovered() {
    Measured cheap = measured("smc", 1, 200, 100, 6.0);
    Measured dear = measured("smc", 2, 3000, 1500, 8.0);
    List<String> cells = row(new BudgetTable(List.of(YARDSTICK, cheap, dear), YARDSTICK), "smc");

    assertEquals(
        List.of(
            "6.00 (n=1)",
            "6.00 (n=1)",
            "8.00 (n=2)",
            "6.00 (n=1)",
            "6.00 (n=1)",
            "8.00 (n=2)",
            "6.00 (n=1)"),
        cells);
  }

  @Test
  void whatNoSettingCanPayIsADash() {
    List<String> cells = row(new BudgetTable(List.of(YARDSTICK), YARDSTICK), "svdd");

    assertEquals(List.of("–", "–", "7.00 (n=10)", "–", "–", "7.00 (n=10)", "–"), cells);
  }

  @Test
  void allRowsOfATableHaveTheSameNumberOfCells() {
    BudgetTable table =
        new BudgetTable(List.of(YARDSTICK, measured("smc", 1, 200, 100, 6.0)), YARDSTICK);
    for (String text : List.of(table.atEqualBudgets(), table.inFull())) {
      List<Long> bars =
          text.lines().map(l -> l.chars().filter(c -> c == '|').count()).distinct().toList();
      assertEquals(1, bars.size(), text);
    }
  }

  @Test
  void theSpreadIsHalfTheRangeOverTheSeeds() {
    Measured m =
        new Measured(
            Setting.of("svdd"), List.of(summary(1, 1, 7.0), summary(1, 1, 7.5), summary(1, 1, 8)));
    assertEquals(0.5, m.spread(s -> s.heldOut().median()), 1e-12);
    assertEquals(7.5, m.heldOut(), 1e-12);
  }

  @Test
  void everySettingHasItsOwnFolderAndTheYardstickIsAmongThem() {
    List<String> labels = Sweep.all().stream().map(Setting::label).toList();
    assertEquals(labels.stream().distinct().toList(), labels);
    assertTrue(Sweep.all().contains(Sweep.YARDSTICK));
    assertEquals("svdd-steps16-width8", Setting.of("svdd", "task.steps=16", "width=8").label());
    assertEquals(
        List.of("decoder.method=svdd", "task.steps=16", "decoder.width=8"),
        Setting.of("svdd", "task.steps=16", "width=8").overrides());
  }

  private static List<String> row(BudgetTable table, String method) {
    String line =
        table
            .atEqualBudgets()
            .lines()
            .filter(l -> l.startsWith("| " + method + " |"))
            .findFirst()
            .orElseThrow();
    return Arrays.stream(line.split("\\|")).skip(2).map(String::strip).toList();
  }

  private static Measured measured(
      String method, int n, long network, long scorer, double heldOut) {
    return new Measured(Setting.of(method, "n=" + n), List.of(summary(network, scorer, heldOut)));
  }

  private static SetSummary summary(long network, long scorer, double heldOut) {
    SetSummary.Quantiles q = new SetSummary.Quantiles(heldOut, heldOut, heldOut, 0);
    return new SetSummary(
        "designs",
        ScoreSet.Role.DESIGNS,
        1,
        1,
        q,
        q,
        Map.of("gc", 0.5),
        Map.of("diversity", 0.7),
        new Meter.Spent(network, network, scorer, scorer, 1),
        Health.UNKNOWN);
  }
}
