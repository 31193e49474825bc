package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Aggregation;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.ParetoFronts;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.Progress;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reward of several components is also shown as what it trades off. */
class TradeOffRunTest {
  @TempDir Path folder;

  private Path run(Component<String> second, Aggregation aggregation) {
    RewardPlan reward = new RewardPlan(true, List.of(second), aggregation);
    Path path = folder.resolve("run");
    try (RunDirectory directory = RunDirectory.create(path)) {
      Runner.run(
          Plans.svdd().baselines(8).plan(reward), new TinyTask(6), directory, Progress.SILENT);
    }
    return path;
  }

  private static Component<String> count(char letter, boolean offTarget) {
    return count(letter, offTarget, 0.1);
  }

  private static Component<String> count(char letter, boolean offTarget, double weight) {
    Reward<String> scorer =
        designs ->
            designs.stream()
                .map(d -> Score.of(d.chars().filter(c -> c == letter).count()))
                .toList();
    return new Component<>("letters", scorer, Transform.IDENTITY, weight, true, offTarget);
  }

  private static double[][] objectives(List<String> lines, double sign) {
    return lines.stream()
        .skip(1)
        .map(Csv::cells)
        .map(c -> new double[] {Double.parseDouble(c.get(3)), sign * Double.parseDouble(c.get(5))})
        .toArray(double[][]::new);
  }

  @Test
  void everyDesignHasItsFront() throws IOException {
    Path run = run(count('A', false), Aggregation.WEIGHTED_SUM);
    List<String> lines = Files.readAllLines(run.resolve("designs.csv"));
    int column = Csv.cells(lines.get(0)).indexOf("pareto");
    int[] fronts =
        lines.stream().skip(1).mapToInt(l -> Integer.parseInt(Csv.cells(l).get(column))).toArray();

    assertEquals("seed", Csv.cells(lines.get(0)).get(column + 1));
    assertEquals(Arrays.toString(ParetoFronts.of(objectives(lines, 1))), Arrays.toString(fronts));
    String summary = Files.readString(run.resolve("summary.json"));
    assertTrue(summary.contains("nonDominated"), summary);
    assertTrue(summary.contains("areaAbovePretrainedMedians"), summary);
    String page = Files.readString(run.resolve("report.html"));
    assertTrue(page.contains("<h2>Trade-offs</h2>"));
    assertTrue(page.contains("Pareto front"));
  }

  /** The task's judge estimates its own score, not the sum: a sum that rises alone is no error. */
  @Test
  void aSumIsNotHeldAgainstTheJudgeOfOneComponent() throws IOException {
    Path run = run(count('A', false, 50), Aggregation.WEIGHTED_SUM);
    String page = Files.readString(run.resolve("report.html"));
    assertFalse(page.contains("over-optimised"), "warned of a sum");
    assertTrue(page.contains("scales of their own"));
  }

  @Test
  void ofAnOffTargetLessIsBetter() throws IOException {
    Path run = run(count('A', true), Aggregation.MIN_GAP);
    List<String> lines = Files.readAllLines(run.resolve("designs.csv"));
    int column = Csv.cells(lines.get(0)).indexOf("pareto");
    double[][] objectives = objectives(lines, -1);
    int[] expected = ParetoFronts.of(objectives);
    for (int i = 0; i < expected.length; i++) {
      List<String> cells = Csv.cells(lines.get(i + 1));
      assertEquals(expected[i], Integer.parseInt(cells.get(column)));
      assertEquals(
          objectives[i][0] + 0.1 * objectives[i][1], Double.parseDouble(cells.get(2)), 1e-12);
    }
    assertTrue(Files.readString(run.resolve("report.html")).contains("letters (less is better)"));
  }

  @Test
  void oneComponentTradesNothingOff() throws IOException {
    Path path = folder.resolve("single");
    try (RunDirectory directory = RunDirectory.create(path)) {
      Runner.run(Plans.svdd().plan(), new TinyTask(6), directory, Progress.SILENT);
    }
    assertFalse(Files.readString(path.resolve("designs.csv")).contains("pareto"));
    assertFalse(Files.readString(path.resolve("report.html")).contains("Trade-offs"));
    assertFalse(Files.readString(path.resolve("summary.json")).contains("pareto"));
  }
}
