package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.decode.BestOfN;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.decode.SvddR;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.weight.Resamplers;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run killed anywhere and resumed leaves what an unbroken one leaves, byte for byte. */
class KillAndResumeTest {
  private static final Map<String, Plans> PLANS =
      Map.of(
          "svdd", Plans.svdd().baselines(20),
          "svdd-with-budget", Plans.svdd().budget(Long.MAX_VALUE, 110).baselines(20),
          "svdd-with-network-budget", Plans.svdd().budget(140, Long.MAX_VALUE),
          "svdd-soft", Plans.svdd().method(new Svdd(3, 0.3)),
          "svdd-r", Plans.svdd().method(new SvddR(3, 0.5, 0.3, 0)),
          "smc", Plans.svdd().method(new Smc(0.5, Resamplers.SYSTEMATIC, 0.5)),
          "best-of-n", Plans.svdd().method(new BestOfN(4)).baselines(7));

  private static final List<String> PRODUCT = List.of("designs.csv", "designs.fasta");

  @TempDir Path temp;

  /** What stands for kill -9 inside this process: nothing in the project catches it. */
  private static final class Killed extends Error {}

  /** A scorer that counts its designs and may die before it answers a call. */
  private static final class Mortal {
    private final List<String> scored = new ArrayList<>();
    private int calls;
    private int diesAt = Integer.MAX_VALUE;

    Reward<String> reward() {
      return TinyTask.named("order", this::score);
    }

    private List<Score> score(List<String> designs) {
      if (++calls == diesAt) {
        throw new Killed();
      }
      scored.addAll(designs);
      return TinyTask.scores(designs);
    }
  }

  private static RunResult run(Plans plans, Reward<String> scorer, Path path) {
    boolean begun = Files.exists(path.resolve(RunDirectory.CONFIG));
    try (RunDirectory directory = begun ? RunDirectory.open(path) : RunDirectory.create(path)) {
      return Runner.run(plans.plan(), new TinyTask(10, scorer), directory, Progress.SILENT);
    }
  }

  private void requireSame(Path unbroken, Path resumed, String when) throws IOException {
    for (String file : PRODUCT) {
      assertEquals(
          Files.readString(unbroken.resolve(file)),
          Files.readString(resumed.resolve(file)),
          file + ", " + when);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "svdd",
        "svdd-with-budget",
        "svdd-with-network-budget",
        "svdd-soft",
        "svdd-r",
        "smc",
        "best-of-n"
      })
  void killedAtAnyCallOfTheScorer(String name) throws IOException {
    Plans plans = PLANS.get(name);
    Mortal immortal = new Mortal();
    RunResult whole = run(plans, immortal.reward(), temp.resolve("whole"));
    assertEquals(name.contains("budget"), whole.exhausted().isPresent());
    int step = Math.max(1, immortal.calls / 12);
    for (int at = 1; at <= immortal.calls; at += step) {
      Path path = temp.resolve("killed-at-" + at);
      Mortal mortal = new Mortal();
      mortal.diesAt = at;
      try {
        run(plans, mortal.reward(), path);
      } catch (Killed e) {
        // as planned
      }
      RunResult resumed = run(plans, mortal.reward(), path);
      requireSame(temp.resolve("whole"), path, "killed at call " + at);
      assertEquals(whole.exhausted(), resumed.exhausted());
      assertEquals(whole.spent().rewardCalls(), resumed.spent().rewardCalls());
      assertEquals(whole.spent().networkCalls(), resumed.spent().networkCalls());
      assertEquals(whole.heldOutCalls(), resumed.heldOutCalls());
      assertEquals(immortal.scored, mortal.scored, "every design is scored once, in order");
    }
  }

  @Test
  void nothingIsPaidTwice() {
    Mortal scorer = new Mortal();
    run(PLANS.get("svdd"), scorer.reward(), temp.resolve("run"));
    Set<String> distinct = new HashSet<>(scorer.scored);
    assertEquals(distinct.size(), scorer.scored.size());
    int before = scorer.calls;
    run(PLANS.get("svdd"), scorer.reward(), temp.resolve("run"));
    assertEquals(before, scorer.calls, "a finished run is only reported again");
  }

  /** A run in a process of its own, with a scorer that takes its time. */
  public static final class Slow {
    public static void main(String[] args) {
      Reward<String> slow =
          TinyTask.named(
              "order",
              designs -> {
                try {
                  Thread.sleep(2);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return TinyTask.scores(designs);
              });
      Progress progress =
          new Progress() {
            @Override
            public void say(String line) {
              System.out.println(line);
            }

            @Override
            public void step(long done, long total, String status) {}
          };
      Plans plans = PLANS.get(args[0]);
      Path path = Path.of(args[1]);
      boolean begun = Files.exists(path.resolve(RunDirectory.CONFIG));
      try (RunDirectory directory = begun ? RunDirectory.open(path) : RunDirectory.create(path)) {
        Runner.run(plans.plan(), new TinyTask(10, slow), directory, progress);
      }
    }

    static Process start(String name, Path path) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("java.class.path"),
              Slow.class.getName(),
              name,
              path.toString())
          .redirectErrorStream(true)
          .start();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"svdd", "svdd-with-budget", "svdd-r"})
  void aProcessKilledAtRandomPoints(String name) throws Exception {
    run(PLANS.get(name), new Mortal().reward(), temp.resolve("whole"));
    long bytes = Files.size(temp.resolve("whole").resolve(RunDirectory.LEDGER));
    Path path = temp.resolve("killed");
    Philox rng = new Philox(5, 0, name.hashCode(), 0, 0);
    int kills = 0;
    for (boolean done = false; !done; ) {
      long until = ledger(path) + 1 + rng.nextLong(bytes / 3);
      Process process = Slow.start(name, path);
      while (process.isAlive() && ledger(path) < until) {
        process.waitFor(1, TimeUnit.MILLISECONDS);
      }
      boolean alive = process.isAlive();
      process.toHandle().destroyForcibly(); // kill -9
      int code = process.waitFor();
      kills += alive ? 1 : 0;
      done = !alive;
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(alive || code == 0, said);
    }
    assertTrue(kills > 0, "the run was never killed");
    requireSame(temp.resolve("whole"), path, kills + " kills");
  }

  private static long ledger(Path path) throws IOException {
    Path file = path.resolve(RunDirectory.LEDGER);
    return Files.exists(file) ? Files.size(file) : 0;
  }

  @Test
  void aProcessToldToStopSaysHowToGoOn() throws Exception {
    Path path = temp.resolve("run");
    Process process = Slow.start("svdd", path);
    while (process.isAlive() && ledger(path) < 500) {
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
    process.toHandle().destroy(); // SIGTERM
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertTrue(said.contains("lodestar resume " + path), said);
    run(PLANS.get("svdd"), new Mortal().reward(), temp.resolve("whole"));
    run(PLANS.get("svdd"), new Mortal().reward(), path);
    requireSame(temp.resolve("whole"), path, "after SIGTERM");
  }
}
