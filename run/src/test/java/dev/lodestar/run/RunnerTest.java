package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.run.report.ScoreSet;
import dev.lodestar.run.store.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
  @TempDir Path temp;

  private RunResult run(RunPlan plan, String name) {
    try (RunDirectory directory = RunDirectory.create(temp.resolve(name))) {
      return Runner.run(plan, new TinyTask(10), directory, Progress.SILENT);
    }
  }

  @Test
  void aRunLeavesEverythingInItsDirectory() throws IOException {
    RunResult result = run(Plans.svdd().baselines(20).plan(), "run");
    for (String file :
        List.of(
            "designs.csv",
            "baselines.csv",
            "designs.fasta",
            "events.jsonl",
            "ledger",
            "config.resolved.toml",
            "provenance.json",
            "summary.json",
            "report.html")) {
      assertTrue(Files.size(result.directory().resolve(file)) > 0, file);
    }
    assertEquals(20, result.designs().designs());
    assertEquals(
        List.of(ScoreSet.Role.DESIGNS, ScoreSet.Role.PRETRAINED, ScoreSet.Role.BEST_OF_N),
        result.sets().stream().map(SetSummary::role).toList());
  }

  @Test
  void everyRowCarriesSeedScoresAndMetricsOfItsOwnDesign() throws IOException {
    RunResult result = run(Plans.svdd().plan(), "run");
    List<String> lines = Files.readAllLines(result.directory().resolve("designs.csv"));
    assertEquals(
        "id,design,score,order,order (raw),held-out,gc,seed,parent,step,feasible,reason",
        lines.get(0));
    assertEquals(21, lines.size());
    for (int i = 0; i < 20; i++) {
      Row row = Row.parse(lines.get(i + 1), 1, 1);
      assertEquals(i, row.id());
      assertEquals(7, row.seed());
      assertEquals(i, row.parent());
      assertEquals(TinyTask.score(row.design()), row.score());
      assertEquals(List.of(row.score(), row.score()), row.parts());
      assertEquals(row.score() / 2, row.heldOut());
      assertTrue(row.feasible());
    }
  }

  @Test
  void steeringBeatsThePretrainedModel() {
    RunResult result = run(Plans.svdd().count(64, 64).baselines(64).plan(), "run");
    SetSummary designs = result.designs();
    SetSummary pretrained = result.sets().get(1);
    assertTrue(designs.guiding().median() > pretrained.guiding().median() + 1);
    assertFalse(result.exhausted().isPresent());
  }
}
