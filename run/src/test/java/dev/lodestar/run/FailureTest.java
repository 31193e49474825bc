package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.reward.Aggregation;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.Progress;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {
  @TempDir Path temp;
  private final AtomicInteger calls = new AtomicInteger();

  /** Fails on designs that begin with A, as often as told; others have their plain score. */
  private Reward<String> fragile(int times) {
    return TinyTask.named(
        "order",
        designs -> {
          calls.addAndGet(designs.size());
          return designs.stream()
              .map(
                  d ->
                      d.startsWith("A") && calls.get() <= times
                          ? new Score.Failed("no letter A, please")
                          : (Score) new Score.Value(TinyTask.score(d)))
              .toList();
        });
  }

  private RunResult run(Plans plans, Reward<String> scorer) {
    Path path = temp.resolve("run");
    boolean begun = Files.exists(path.resolve(RunDirectory.CONFIG));
    try (RunDirectory directory = begun ? RunDirectory.open(path) : RunDirectory.create(path)) {
      return Runner.run(plans.plan(), new TinyTask(10, scorer), directory, Progress.SILENT);
    }
  }

  private String text(String file) throws IOException {
    return Files.readString(temp.resolve("run").resolve(file));
  }

  @Test
  void droppedCandidatesAreNeverChosenAndNeverCountedAsZero() throws IOException {
    RunResult result =
        run(
            Plans.svdd().failure(new FailurePolicy.Drop(0)),
            TinyTask.named(
                "negative",
                designs ->
                    designs.stream()
                        .map(
                            d ->
                                d.startsWith("A")
                                    ? new Score.Failed("no letter A, please")
                                    : (Score) new Score.Value(TinyTask.score(d) - 100))
                        .toList()));
    // a failure taken for 0 would beat every real score, all of which are near -100
    List<String> lines = Files.readAllLines(temp.resolve("run/designs.csv"));
    long began = lines.stream().filter(l -> l.matches("\\d+,A.*")).count();
    assertTrue(began <= 2, began + " of 20 designs begin with A");
    assertTrue(result.failures() > 0);
    assertTrue(text("events.jsonl").contains("no letter A, please"));
    assertTrue(result.notes().stream().anyMatch(n -> n.contains("events.jsonl")));
  }

  @Test
  void aDesignWithoutScoreSaysWhy() throws IOException {
    run(
        Plans.svdd().method(new Pretrained()).failure(new FailurePolicy.Drop(0)),
        fragile(Integer.MAX_VALUE));
    for (String line : Files.readAllLines(temp.resolve("run/designs.csv"))) {
      if (line.matches("\\d+,A.*")) {
        Row row = Row.parse(line, 1, 1);
        assertTrue(Double.isNaN(row.score()) && !row.feasible());
        assertEquals("not scored: no letter A, please", row.reason());
      }
    }
  }

  @Test
  void failuresAreTriedAgainAsOftenAsThePolicySays() throws IOException {
    Set<String> seen = new HashSet<>();
    run(
        Plans.svdd().failure(new FailurePolicy.Drop(1)),
        TinyTask.named(
            "order",
            designs ->
                designs.stream()
                    .map(
                        d ->
                            seen.add(d)
                                ? new Score.Failed("not at the first time")
                                : (Score) new Score.Value(TinyTask.score(d)))
                    .toList()));
    String events = text("events.jsonl");
    assertTrue(events.contains("\"last\":false"), "a first attempt failed");
    assertFalse(text("designs.csv").contains("not scored"));
  }

  @Test
  void aRunThatIsToStopSaysSoAndGoesOnWhenTheScorerIsWell() throws IOException {
    Plans plans = Plans.svdd().failure(new FailurePolicy.Stop(0));
    String says =
        assertThrows(RunFailure.class, () -> run(plans, fragile(Integer.MAX_VALUE))).getMessage();
    assertTrue(says.contains("no letter A, please") && says.contains("'stop'"), says);
    assertTrue(text("events.jsonl").contains("\"event\":\"stopped\""));
    RunResult well = run(plans, fragile(0));
    assertEquals(20, well.designs().designs());
    assertEquals(0, well.designs().guiding().missing(), "earlier failures are asked again");
  }

  @Test
  void anUnguidedRunStopsToo() {
    Plans plans = Plans.svdd().method(new Pretrained()).failure(new FailurePolicy.Stop(0));
    assertThrows(RunFailure.class, () -> run(plans, fragile(Integer.MAX_VALUE)));
  }

  @Test
  void infeasibleDesignsCostNoFurtherCallsAndKeepTheirReason() throws IOException {
    Reward<String> noA =
        designs ->
            designs.stream()
                .map(
                    d ->
                        d.startsWith("A")
                            ? new Score.Infeasible("begins with A")
                            : (Score) new Score.Value(1))
                .toList();
    RewardPlan reward =
        new RewardPlan(
            true,
            List.of(new Component<>("rule", noA, Transform.IDENTITY, 1, true)),
            Aggregation.WEIGHTED_SUM);
    try (RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
      Runner.run(
          Plans.svdd().method(new Pretrained()).plan(reward),
          new TinyTask(10, fragile(0)),
          directory,
          Progress.SILENT);
    }
    String number = text("ledger").replaceAll("(?s).*\tscorer\t(\\d+)\torder\n.*", "$1");
    assertFalse(
        Pattern.compile("\t" + number + "\t[^\t]+\tA").matcher(text("ledger")).find(),
        "a design that the rule excludes was scored");
    List<String> lines = Files.readAllLines(temp.resolve("run/designs.csv"));
    assertTrue(lines.get(0).contains("order,order (raw),rule,rule (raw),held-out"));
    for (String line : lines.subList(1, lines.size())) {
      Row row = Row.parse(line, 2, 2);
      assertEquals(row.design().startsWith("A"), row.reason().contains("begins with A"));
      assertEquals(row.reason().isEmpty(), row.feasible());
    }
  }
}
