package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Progress;
import dev.lodestar.run.report.ScoreSet;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path path = temp.resolve("run");
    RunPlan good = Plans.svdd().plan();
    RunPlan bad =
        new RunPlan(
            good.method(),
            new ValueChoice.Learned(),
            good.guide(),
            good.count(),
            good.seed(),
            good.sampling(),
            good.start(),
            good.steps(),
            good.group(),
            good.constraints(),
            good.reward(),
            good.failure(),
            good.budget(),
            true,
            0,
            0,
            Watch.NORMAL,
            1,
            "",
            good.about());
    try (RunDirectory directory = RunDirectory.create(path)) {
      String says =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Runner.run(bad, new TinyTask(10), directory, Progress.SILENT))
              .getMessage();
      assertTrue(says.contains("'learned'") && says.contains("posterior-mean"), says);
    }
    assertFalse(Files.exists(path.resolve("ledger")));
    RunDirectory.create(path).close(); // the directory can be used for the mended run
  }

  @Test
  void aChangedConfigurationIsNotGoneOnWith() throws IOException {
    RunResult result = run(Plans.svdd().plan(), "run");
    Files.writeString(result.directory().resolve("provenance.json"), "{\"config\":\"other\"}");
    try (RunDirectory directory = RunDirectory.open(result.directory())) {
      String says =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      Runner.run(Plans.svdd().plan(), new TinyTask(10), directory, Progress.SILENT))
              .getMessage();
      assertTrue(says.contains("config.resolved.toml") && says.contains("Put it back"), says);
    }
  }

  @Test
  void lockedPositionsHold() {
    RunPlan free = Plans.svdd().plan();
    TreeMap<Integer, String> locked = new TreeMap<>(Map.of(0, "T", 9, "A"));
    RunPlan plan =
        new RunPlan(
            free.method(),
            free.value(),
            free.guide(),
            20,
            7,
            free.sampling(),
            free.start(),
            8,
            6,
            new Constraints(locked),
            free.reward(),
            free.failure(),
            free.budget(),
            true,
            10,
            0,
            Watch.NORMAL,
            1,
            "",
            free.about());
    RunResult result = run(plan, "run");
    for (String file : List.of("designs.fasta", "baselines.csv")) {
      try (Stream<String> lines = Files.lines(result.directory().resolve(file))) {
        assertTrue(
            lines
                .filter(l -> l.matches(".*[ACGT]{10}.*"))
                .allMatch(l -> l.matches(".*\\bT[ACGT]{8}A\\b.*")),
            file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void summaryAndProvenanceAreJsonThatNamesWhatWasDone() throws IOException {
    RunResult result = run(Plans.svdd().baselines(5).plan(), "run");
    ObjectMapper json = new ObjectMapper();
    JsonNode provenance = json.readTree(result.directory().resolve("provenance.json").toFile());
    for (String key :
        List.of("lodestar", "started", "task", "method", "seed", "config", "java", "os", "cpu")) {
      assertFalse(provenance.path(key).asText().isBlank(), key);
    }
    assertFalse(provenance.path("lodestar").asText().contains("$"), "the version is filled in");
    JsonNode sets = json.readTree(result.directory().resolve("summary.json").toFile()).path("sets");
    assertEquals(3, sets.size());
    SetSummary read = json.treeToValue(sets.get(0), SetSummary.class);
    assertEquals(result.designs(), read);
  }
}
