package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lodestar.core.check.Assertions;
import dev.lodestar.core.decode.Beam;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Departure;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Population;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Refinement;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.decode.SvddR;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.weight.Resamplers;
import dev.lodestar.run.report.Health;
import dev.lodestar.run.report.ReportData;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final Decoder GREEDY = new SvddR(3, 0, 0.45, 0);

  @TempDir Path temp;

  private RunResult run(RunPlan plan, String name) {
    try (RunDirectory directory = RunDirectory.create(temp.resolve(name))) {
      return Runner.run(plan, new TinyTask(10), directory, Progress.SILENT);
    }
  }

  private static RunPlan plan(Decoder method, int count, int group, double stop) {
    return Plans.svdd()
        .method(method)
        .count(count, group)
        .baselines(count)
        .watch(new Watch(stop, Assertions.CHEAP))
        .plan();
  }

  private List<JsonNode> events(RunResult result, String kind) {
    ObjectMapper json = new ObjectMapper();
    try {
      return Files.readAllLines(result.directory().resolve("events.jsonl")).stream()
          .map(
              line -> {
                try {
                  return json.readTree(line);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .filter(e -> e.path("event").asText().equals(kind))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String designs(RunResult result) {
    try {
      return Files.readString(result.directory().resolve("designs.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLogHasTheCourseOfEveryGroup() {
    RunResult smc = run(plan(new Smc(0.7, Resamplers.SYSTEMATIC, 0.9), 50, 20, 0), "smc");
    List<JsonNode> courses = events(smc, "course");
    assertEquals(3, courses.size());
    JsonNode course = courses.get(1);
    assertEquals(20, course.path("first").asInt());
    for (String column :
        List.of("step", "selected", "ess", "ancestors", "starts", "states", "logZIncrement")) {
      assertEquals(9, course.path(column).size(), column);
    }
    assertEquals(8, course.path("step").get(0).asInt());
    assertTrue(course.path("logZ").asDouble() > 0);
    Health health = smc.designs().health();
    assertTrue(health.logZError() > 0 && health.logZError() < 1, health.toString());
    assertTrue(health.divergence() > 0 && !health.bound(), health.toString());
    assertTrue(health.ess() < 0.9 && health.starts() < 1);
    Health best = smc.sets().get(2).health();
    assertTrue(best.bound(), "best-of-N has a bound");
    assertEquals(0, smc.sets().get(1).health().divergence(), 1e-12);
  }

  @Test
  void aCollapseEndsTheRunWhereItWasAskedFor() throws IOException {
    RunResult went = run(plan(GREEDY, 60, 30, 0), "went");
    assertEquals(60, went.designs().designs());
    assertTrue(went.exhausted().isEmpty());
    assertTrue(went.designs().health().starts() < 0.3, went.designs().health().toString());
    RunResult stopped = run(plan(GREEDY, 60, 30, 0.3), "stopped");
    assertEquals(
        30, stopped.designs().designs(), "the group in flight is kept, the rest not begun");
    String why = stopped.exhausted().orElseThrow();
    assertTrue(
        why.matches("the population collapsed: at noise level \\d, [0-9] of the 30 .* 0.3"), why);
    assertTrue(
        stopped.notes().get(0).startsWith("The run ended early, after 30 of 60 designs: the"));
    assertTrue(designs(stopped).contains("taken early at noise level"));
    RunResult svdd = run(plan(new Svdd(3, 0), 60, 30, 0.9), "svdd");
    assertTrue(svdd.exhausted().isEmpty(), "designs that never meet do not collapse");
    RunResult beams = run(plan(new Beam(4, 3, 1), 60, 30, 0.9), "beams");
    assertTrue(beams.exhausted().isEmpty(), "nor do those whose own beams meet");
  }

  @Test
  void aSearchThatCollapsesKeepsWhatItHas() {
    Refinement evolution =
        new Refinement(
            new Pretrained(), 9, 0.4, new Refinement.Resampled(0.1, Resamplers.SYSTEMATIC));
    RunResult all = run(plan(evolution, 40, 40, 0), "all");
    RunResult stopped = run(plan(evolution, 40, 40, 0.5), "stopped");
    assertTrue(stopped.exhausted().orElseThrow().startsWith("the population collapsed"));
    assertEquals(40, stopped.designs().designs());
    assertTrue(stopped.spent().networkCalls() < all.spent().networkCalls());
  }

  @Test
  void aStoppedRunStaysStoppedWhenItIsResumed() {
    RunPlan plan = plan(GREEDY, 60, 30, 0.3);
    RunResult stopped = run(plan, "run");
    String before = designs(stopped);
    try (RunDirectory directory = RunDirectory.open(stopped.directory())) {
      RunResult again = Runner.run(plan, new TinyTask(10), directory, Progress.SILENT);
      assertEquals(stopped.exhausted(), again.exhausted());
      assertEquals(before, designs(again));
      assertEquals(stopped.designs(), again.designs());
    }
    Replay.Result replayed;
    try (RunDirectory directory = RunDirectory.open(stopped.directory())) {
      replayed = Replay.of(plan, new TinyTask(10), directory, 3);
    }
    assertTrue(replayed.same(), replayed.toString());
  }

  @Test
  void warningsAreInTheResultTheLogAndTheReport() throws IOException {
    RunResult result = run(plan(GREEDY, 40, 40, 0), "run");
    List<String> titles = result.warnings().stream().map(ReportData.Warning::title).toList();
    assertTrue(titles.contains("The population collapsed"), titles.toString());
    assertEquals(titles.size(), events(result, "warning").size());
    String report = Files.readString(result.directory().resolve("report.html"));
    assertTrue(report.contains("The population collapsed"));
    assertTrue(report.contains("KL from the pre-trained model"));
    assertTrue(report.contains("equal to the method in "), "which budget was equalised");
  }

  @Test
  void assertionsChangeNothing() {
    for (Decoder method : List.of(new Svdd(3, 0.5), new Smc(0.7, Resamplers.SYSTEMATIC, 0.9))) {
      List<RunResult> results = new ArrayList<>();
      for (Assertions level : Assertions.values()) {
        RunPlan plan = Plans.svdd().method(method).baselines(20).watch(new Watch(0, level)).plan();
        results.add(run(plan, method.name() + level));
      }
      for (RunResult r : results) {
        assertEquals(designs(results.get(0)), designs(r));
        assertEquals(results.get(0).spent().networkCalls(), r.spent().networkCalls());
        assertEquals(results.get(0).spent().rewardCalls(), r.spent().rewardCalls());
      }
    }
  }

  /** SMC that forgets log Z at every step. */
  private record Forgetful(Smc smc) implements Method {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public boolean independent() {
      return false;
    }

    @Override
    public Departure departure() {
      return smc.departure();
    }

    @Override
    public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
      return smc.start(steering, draws);
    }

    @Override
    public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
      Population<B> p = smc.step(steering, now);
      return new Population<>(
          p.outlook(),
          p.values(),
          p.weights(),
          0,
          p.origins(),
          p.draws(),
          p.potentials(),
          p.lineage());
    }
  }

  @Test
  void aViolationEndsTheRunWithASentence() throws IOException {
    Decoder wrong = new Forgetful(new Smc(0.7, Resamplers.SYSTEMATIC, 1));
    String says =
        assertThrows(RunFailure.class, () -> run(plan(wrong, 40, 20, 0), "run")).getMessage();
    assertTrue(says.startsWith("An assertion failed in forgetful at noise level "), says);
    assertTrue(says.contains("a weight was lost"), says);
    assertTrue(Files.readString(temp.resolve("run/events.jsonl")).contains("a weight was lost"));
    Plans none = Plans.svdd().method(wrong).watch(new Watch(0, Assertions.NONE));
    assertEquals(20, run(none.plan(), "none").designs().designs());
  }

  @Test
  void sharesOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Watch(1.1, Assertions.NONE));
    assertThrows(IllegalArgumentException.class, () -> new Watch(Double.NaN, Assertions.NONE));
  }
}
