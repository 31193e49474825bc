package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Aggregation;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.Progress;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cheap scorer steers, the reward judges what is finished. */
class SurrogateRunTest {
  @TempDir Path temp;

  private RunResult run(RunPlan plan, String name) {
    try (RunDirectory directory = RunDirectory.create(temp.resolve(name))) {
      return Runner.run(plan, new TinyTask(10), directory, Progress.SILENT);
    }
  }

  /** Steered by {@code sign} times the reward, under another name. */
  private static RunPlan plan(double sign, boolean free) {
    Reward<String> cheap =
        TinyTask.named(
            "order",
            designs ->
                designs.stream().<Score>map(d -> Score.of(sign * TinyTask.score(d))).toList());
    return Plans.svdd()
        .plan(
            new RewardPlan(
                true,
                List.of(),
                Aggregation.WEIGHTED_SUM,
                List.of(new Component<>("cheap", cheap, Transform.IDENTITY, 1, free))));
  }

  private String text(String file) throws IOException {
    return Files.readString(temp.resolve(file));
  }

  @Test
  void aPerfectSurrogateSavesTheRewardsCallsAndChangesNothing() throws IOException {
    RunResult paid = run(Plans.svdd().plan(), "paid");
    RunResult saved = run(plan(1, true), "saved");
    assertEquals(text("paid/designs.csv"), text("saved/designs.csv"));
    assertTrue(saved.spent().rewardCalls() <= 20 * 3, "only children at the data are judged");
    assertTrue(paid.spent().rewardCalls() > 3 * saved.spent().rewardCalls());
  }

  @Test
  void itIsTheSurrogateThatSteers() throws IOException {
    RunResult right = run(plan(1, true), "right");
    RunResult wrong = run(plan(-1, true), "wrong");
    double gain = right.designs().guiding().median() - wrong.designs().guiding().median();
    assertTrue(gain > 1, "median gained " + gain);
    // what stands in the table is the reward, whatever steered
    for (String line : text("wrong/designs.csv").lines().skip(1).toList()) {
      Row row = Row.parse(line, 1, 1);
      assertEquals(TinyTask.score(row.design()), row.score());
    }
  }

  @Test
  void aSurrogateThatCostsIsRememberedButNotCharged() throws IOException {
    RunResult free = run(plan(1, true), "free");
    RunResult kept = run(plan(1, false), "kept");
    assertEquals(free.spent().rewardCalls(), kept.spent().rewardCalls());
    assertTrue(text("kept/ledger").contains("surrogate order\n"));
    assertEquals(text("free/designs.csv"), text("kept/designs.csv"));
  }

  @Test
  void aDesignComesOutAgain() {
    RunPlan plan = plan(-1, true);
    run(plan, "run");
    try (RunDirectory directory = RunDirectory.open(temp.resolve("run"))) {
      assertTrue(Replay.of(plan, new TinyTask(10), directory, 13).same());
    }
  }
}
