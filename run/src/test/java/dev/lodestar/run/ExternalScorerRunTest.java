package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Aggregation;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.Progress;
import dev.lodestar.run.scorer.ExecutableScorer;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run that is guided by a program of the user's. */
class ExternalScorerRunTest {
  @TempDir Path temp;

  private static Reward<String> program(String mode) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.lodestar.run.scorer.ChildProgram",
            mode);
    return new ExecutableScorer().create(Map.of("command", command));
  }

  private RunResult run(String mode, FailurePolicy policy) {
    RewardPlan reward =
        new RewardPlan(
            false,
            List.of(new Component<>("program", program(mode), Transform.IDENTITY, 1, false)),
            Aggregation.WEIGHTED_SUM);
    try (RunDirectory directory = RunDirectory.create(temp.resolve(mode))) {
      return Runner.run(
          Plans.svdd().count(4, 2).failure(policy).plan(reward),
          new TinyTask(10),
          directory,
          Progress.SILENT);
    }
  }

  @Test
  void aProgramGuidesAndIsEndedWithTheRun() {
    RunResult result = run("lengths", new FailurePolicy.Drop(0));
    assertEquals(10, result.designs().guiding().median());
    assertTrue(
        ProcessHandle.current()
            .children()
            .flatMap(p -> p.info().commandLine().stream())
            .noneMatch(c -> c.contains("ChildProgram")));
  }

  @Test
  void aProgramThatCrashesOnceIsAskedAgain() {
    RunResult result = run("crash-once", new FailurePolicy.Drop(1));
    assertEquals(0, result.designs().guiding().missing());
    assertEquals(0, result.failures());
  }

  @Test
  void aProgramThatAlwaysCrashesLeavesNoScoresAndSaysWhy() throws IOException {
    RunResult result = run("crash", new FailurePolicy.Drop(0));
    assertEquals(4, result.designs().guiding().missing());
    String designs = Files.readString(result.directory().resolve("designs.csv"));
    assertTrue(designs.contains("the model is on fire"), designs);
    assertTrue(
        Files.readString(result.directory().resolve("events.jsonl")).contains("exit code 3"));
  }
}
