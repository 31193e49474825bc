package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.decode.BestOfN;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.decode.SvddR;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.weight.Resamplers;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTest {
  @TempDir Path temp;

  static Stream<Method> methods() {
    return Stream.of(
        new Pretrained(),
        new BestOfN(5),
        new Svdd(3, 0),
        new Svdd(3, 0.5),
        new SvddR(3, 0.5, 0.3, 0),
        new Smc(0.5, Resamplers.SYSTEMATIC, 0.5));
  }

  private void run(RunPlan plan) {
    try (RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
      Runner.run(plan, new TinyTask(10), directory, Progress.SILENT);
    }
  }

  private Replay.Result replay(RunPlan plan, long id) {
    try (RunDirectory directory = RunDirectory.open(temp.resolve("run"))) {
      return Replay.of(plan, new TinyTask(10), directory, id);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyDesignComesOutAgain(Method method) {
    RunPlan plan = Plans.svdd().method(method).plan();
    run(plan);
    for (long id : new long[] {0, 5, 6, 13, 19}) {
      Replay.Result result = replay(plan, id);
      assertTrue(result.same(), result.toString());
      assertEquals(method.independent(), result.alone());
      assertEquals(plan.steps() + 1, result.path().size());
      assertEquals(plan.steps(), result.path().get(0).step());
      assertEquals(0, result.path().get(plan.steps()).step());
      if (result.alone()) {
        assertEquals(result.replayed(), result.path().get(plan.steps()).guess());
      }
    }
  }

  @Test
  void designsThatABudgetTookEarlyComeOutAgain() {
    for (long calls : new long[] {0, 40, 120}) {
      temp = temp.resolve("" + calls);
      RunPlan plan = Plans.svdd().budget(Long.MAX_VALUE, calls).plan();
      run(plan);
      assertTrue(replay(plan, 0).same(), "budget " + calls);
      assertTrue(replay(plan, calls / 12).same(), "budget " + calls);
    }
  }

  @Test
  void aDesignThatTheRunDoesNotHaveIsNamed() {
    RunPlan plan = Plans.svdd().plan();
    run(plan);
    String says = assertThrows(IllegalArgumentException.class, () -> replay(plan, 20)).getMessage();
    assertTrue(says.contains("no design 20") && says.contains("0 to 19"), says);
  }

  @Test
  void anotherScorerIsNoticed() {
    RunPlan plan = Plans.svdd().plan();
    run(plan);
    try (RunDirectory directory = RunDirectory.open(temp.resolve("run"))) {
      TinyTask changed =
          new TinyTask(
              10,
              designs ->
                  designs.stream()
                      .<dev.lodestar.core.reward.Score>map(
                          d -> new dev.lodestar.core.reward.Score.Value(-TinyTask.score(d)))
                      .toList());
      assertFalse(Replay.of(plan, changed, directory, 3).same());
    }
  }
}
