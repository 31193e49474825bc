package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.task.Progress;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
  @TempDir Path temp;

  private RunResult run(Plans plans) {
    try (RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
      return Runner.run(plans.plan(), new TinyTask(10), directory, Progress.SILENT);
    }
  }

  private List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(temp.resolve("run/designs.csv"));
    lines.subList(1, lines.size()).forEach(l -> rows.add(Row.parse(l, 1, 1)));
    return rows;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 17, 40, 75, 110, 140})
  void scorerCallsNeverGoBeyondTheBudget(long calls) throws IOException {
    RunResult result = run(Plans.svdd().budget(Long.MAX_VALUE, calls));
    assertTrue(result.spent().rewardCalls() <= calls);
    assertTrue(result.exhausted().orElseThrow().contains("scorer calls"));
    assertTrue(result.notes().get(0).contains("budget"), result.notes().toString());
    List<Row> rows = rows();
    assertFalse(rows.isEmpty(), "the group in flight is finished by its clean guess");
    for (Row row : rows) {
      boolean inFlight = row.id() / 6 == (rows.size() - 1) / 6;
      assertEquals(inFlight, row.step() > 0, row.toString());
      assertEquals(inFlight, row.reason().contains("taken early at noise level " + row.step()));
      if (row.feasible()) {
        assertEquals(TinyTask.score(row.design()), row.score());
      } else {
        assertTrue(Double.isNaN(row.score()) && row.reason().contains(Scorers.UNPAID));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 40, 90, 140})
  void networkEvaluationsNeverGoBeyondTheBudget(long evaluations) throws IOException {
    RunResult result = run(Plans.svdd().budget(evaluations, Long.MAX_VALUE));
    assertTrue(result.spent().networkCalls() <= evaluations);
    assertTrue(result.exhausted().orElseThrow().contains("network evaluations"));
    // the scorer still has budget: what there is, is scored
    assertTrue(rows().stream().allMatch(Row::feasible));
    assertEquals(evaluations == 0, rows().isEmpty());
  }

  @Test
  void aTimeBudgetEndsTheRunToo() {
    Plans plans = Plans.svdd();
    Budget none = new Budget(Long.MAX_VALUE, Long.MAX_VALUE, 0);
    RunResult result =
        run(
            new Plans(
                plans.method(),
                plans.count(),
                plans.group(),
                none,
                plans.failure(),
                20,
                Watch.NORMAL));
    assertTrue(result.exhausted().orElseThrow().contains("time budget"));
    assertEquals(0, result.designs().designs());
    assertEquals(1, result.sets().size(), "no baselines for a run without designs");
  }

  @Test
  void finalScoresOfAnUnguidedRunAreChargedToo() {
    RunResult result = run(Plans.svdd().method(new Pretrained()));
    assertTrue(result.spent().rewardCalls() > 0);
    assertTrue(result.spent().rewardCalls() <= 20);
  }

  /** As many finished designs are scored as the budget covers, the first ones, and the run ends. */
  @Test
  void anUnguidedRunScoresWhatItsBudgetCovers() throws IOException {
    int calls = 4;
    RunResult result =
        run(Plans.svdd().method(new Pretrained()).budget(Long.MAX_VALUE, calls).baselines(0));
    assertEquals(calls, result.spent().rewardCalls());
    assertTrue(result.exhausted().orElseThrow().contains("4 scorer calls"));
    List<Row> rows = rows();
    assertEquals(6, rows.size(), "the group in flight is kept, no other is begun");
    long distinct = rows.stream().filter(Row::feasible).map(Row::design).distinct().count();
    assertEquals(calls, distinct);
    assertTrue(rows.get(0).feasible());
    assertTrue(rows.get(5).reason().contains(Scorers.UNPAID), rows.toString());
  }

  @Test
  void bestOfNFitsWithinWhatTheMethodSpent() {
    RunResult result = run(Plans.svdd().baselines(20));
    SetSummary best = result.sets().get(2);
    assertTrue(best.name().matches("best-of-\\d+"), best.name());
    assertTrue(best.spent().rewardCalls() <= result.spent().rewardCalls());
    assertTrue(best.spent().networkCalls() <= result.spent().networkCalls());
    int n = Integer.parseInt(best.name().substring("best-of-".length()));
    assertTrue(n >= 1);
    // one more would not have fitted: N is what the scarcer of the two buys
    double calls = result.spent().rewardCalls() / 20.0;
    double network =
        result.spent().networkCalls() / (double) result.sets().get(1).spent().networkCalls();
    assertEquals((int) Math.max(1, Math.min(calls, network)), n);
  }
}
