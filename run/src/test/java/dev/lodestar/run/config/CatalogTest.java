package dev.lodestar.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.Replay;
import dev.lodestar.run.RunPlan;
import dev.lodestar.run.RunResult;
import dev.lodestar.run.Runner;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever configurations may name – every method, value and sampler – keeps what every run
 * promises: the same designs whatever the threads, the network's batch and the point of a kill;
 * budgets and locked letters that hold. A new method is in this list by its line in the catalog.
 */
class CatalogTest {
  private static final int LENGTH = 8;
  private static final int DESIGNS = 6;

  /**
   * Hundreds of runs, each of which waits for its disk at every call, keep to memory if they can.
   */
  static final class InMemory implements TempDirFactory {
    private static final Path MEMORY = Path.of("/dev/shm");

    @Override
    public Path createTempDirectory(AnnotatedElementContext field, ExtensionContext test)
        throws IOException {
      return Files.isWritable(MEMORY)
          ? Files.createTempDirectory(MEMORY, "lodestar")
          : Files.createTempDirectory("lodestar");
    }
  }

  /** Small numbers for what a method's cost grows with. */
  private static final Map<String, String> SMALL =
      Map.of(
          "width",
          "2",
          "n",
          "3",
          "rounds",
          "2",
          "roll-outs",
          "6",
          "batch",
          "2",
          "copies",
          "2",
          "neighbours",
          "2",
          "fit-paths",
          "4",
          "fit-children",
          "2",
          "branches",
          "3");

  @TempDir static Path shared;
  private static Path starts;

  @TempDir(factory = InMemory.class)
  Path temp;

  @BeforeAll
  static void write() throws IOException {
    starts = Files.writeString(shared.resolve("starts.txt"), "TCGTACGA\nTGGTCCAA\nTTTTTTTA\n");
  }

  static Stream<List<String>> lines() {
    List<List<String>> out = new ArrayList<>();
    MethodCatalog.NAMES.forEach(m -> out.add(List.of("decoder.method=" + m)));
    ValueCatalog.NAMES.forEach(v -> out.add(List.of("decoder.value=" + v)));
    MaskedSamplers.ALL.forEach(s -> out.add(List.of("task.sampler=" + s.name())));
    out.add(List.of("decoder.method=smc", "decoder.value=look-ahead", "decoder.tempering=linear"));
    out.add(List.of("decoder.value=soft-q", "decoder.tempering=geometric"));
    for (String m : List.of("smc", "nested-smc", "fk-steering", "twisted-smc", "tempered-smc")) {
      out.add(List.of("decoder.method=" + m, "decoder.particles=3", "decoder.every=2"));
    }
    out.add(List.of("decoder.method=svdd-r", "decoder.from-step=2", "decoder.to-step=3"));
    for (String inner : List.of("smc", "dps", "beam", "best-of-n", "twisted-svdd")) {
      out.add(List.of("decoder.method=refinement", "decoder.inner=" + inner));
    }
    out.add(List.of("decoder.method=refinement", "decoder.survival=distinct"));
    out.add(List.of("decoder.method=noise-search", "decoder.inner=svdd", "decoder.distance=0.4"));
    for (String m : List.of("svdd", "smc", "refinement", "metropolis", "path-search")) {
      out.add(List.of("decoder.method=" + m, "start.file=STARTS", "start.noise=0.7"));
    }
    return out.stream();
  }

  /** What stands for kill -9 inside this process: nothing in the project catches it. */
  private static final class Killed extends Error {}

  private static final class Scorer {
    private int calls;
    private int diesAt = Integer.MAX_VALUE;

    Reward<String> reward() {
      return TinyTask.named("order", this::score);
    }

    private List<Score> score(List<String> designs) {
      if (++calls == diesAt) {
        throw new Killed();
      }
      return TinyTask.scores(designs);
    }
  }

  private static final Catalogs CATALOGS = TinyCatalogs.of();

  private static RunConfig config(List<String> line, List<String> further) {
    List<String> all = new ArrayList<>(List.of("task.name=tiny", "task.count=" + DESIGNS));
    all.addAll(List.of("task.seed=7", "run.group=4", "run.baselines=0"));
    line.forEach(l -> all.add(l.replace("STARTS", starts.toString())));
    all.addAll(further);
    if (line.stream().noneMatch(l -> l.contains("first-hitting") || l.contains("any-order"))) {
      all.add("task.steps=5");
    }
    RunConfig plain = RunConfig.parse("line", "", all, CATALOGS);
    SMALL.forEach(
        (key, value) -> {
          if (plain.settings().values().containsKey("decoder." + key)) {
            all.add("decoder." + key + "=" + value);
          }
        });
    return RunConfig.parse("line", "", all, CATALOGS);
  }

  private static RunResult run(RunConfig config, TinyTask task, Path path) {
    RunPlan plan = Planner.plan(config, CATALOGS, task);
    boolean begun = Files.exists(path.resolve(RunDirectory.CONFIG));
    try (RunDirectory directory = begun ? RunDirectory.open(path) : RunDirectory.create(path)) {
      return Runner.run(plan, task, directory, Progress.SILENT);
    }
  }

  private static TinyTask task(Scorer scorer) {
    return new TinyTask(LENGTH, scorer.reward()).withGradients();
  }

  private static String designs(Path run) throws IOException {
    return Files.readString(run.resolve("designs.csv"));
  }

  private static List<String> letters(Path run) throws IOException {
    return Files.readAllLines(run.resolve("designs.csv")).stream()
        .skip(1)
        .map(line -> line.split(",")[1])
        .toList();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void theSameDesignsWhateverTheThreadsTheBatchAndTheKills(List<String> line) throws IOException {
    RunConfig config = config(line, List.of());
    Scorer scorer = new Scorer();
    RunResult whole = run(config, task(scorer), temp.resolve("whole"));
    String expected = designs(temp.resolve("whole"));
    assertEquals(DESIGNS, whole.designs().designs());
    int[][] engines = {{1, 2}, {7, 16}, {64, 1}};
    for (int[] engine : engines) {
      Path path = temp.resolve("chunk" + engine[0]);
      try (TinyTask task = task(new Scorer()).parallel(engine[0], engine[1])) {
        run(config, task, path);
      }
      assertEquals(expected, designs(path), "chunks of " + engine[0]);
    }
    for (int at : new int[] {1, Math.max(1, scorer.calls / 2), scorer.calls}) {
      Path path = temp.resolve("killed" + at);
      Scorer mortal = new Scorer();
      mortal.diesAt = at;
      try {
        run(config, task(mortal), path);
      } catch (Killed e) {
        // as planned
      }
      RunResult resumed = run(config, task(mortal), path);
      assertEquals(expected, designs(path), "killed at call " + at);
      assertEquals(whole.spent().networkCalls(), resumed.spent().networkCalls(), "at " + at);
      assertEquals(whole.spent().rewardCalls(), resumed.spent().rewardCalls(), "at " + at);
    }
    Task<?, ?> again = task(new Scorer());
    try (RunDirectory directory = RunDirectory.open(temp.resolve("whole"))) {
      RunPlan plan = Planner.plan(config, CATALOGS, again);
      for (int id : new int[] {1, DESIGNS - 1}) {
        assertTrue(Replay.of(plan, again, directory, id).same(), "replay of design " + id);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void budgetsAreNeverExceededAndEndInCleanDesigns(List<String> line) throws IOException {
    RunResult whole = run(config(line, List.of()), task(new Scorer()), temp.resolve("whole"));
    long network = whole.spent().networkCalls();
    long reward = whole.spent().rewardCalls();
    for (int part = 1; part <= 3; part++) {
      long calls = network * part / 4;
      boolean fitted = line.contains("decoder.value=soft-q");
      if (!fitted || calls >= 64) { // a fit that is not covered is refused, which is tested beside
        limited(line, "network-calls", calls, part);
      }
      limited(line, "reward-calls", reward * part / 4, part);
    }
  }

  private void limited(List<String> line, String key, long limit, int part) throws IOException {
    Path path = temp.resolve(key + part);
    RunConfig config = config(line, List.of("budget." + key + "=" + limit));
    RunResult result = run(config, task(new Scorer()), path);
    long spent =
        key.equals("network-calls") ? result.spent().networkCalls() : result.spent().rewardCalls();
    assertTrue(spent <= limit, key + ": " + spent + " of " + limit);
    assertTrue(result.exhausted().isPresent(), key + " of " + limit + " is too little");
    for (String design : letters(path)) {
      assertTrue(design.matches("[ACGT]{" + LENGTH + "}"), design);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void lockedLettersHold(List<String> line) throws IOException {
    List<String> locked = List.of("constraints.locked.0=T", "constraints.locked.7=A");
    run(config(line, locked), task(new Scorer()), temp.resolve("locked"));
    List<String> designs = letters(temp.resolve("locked"));
    assertFalse(designs.isEmpty());
    for (String design : designs) {
      assertTrue(design.startsWith("T") && design.endsWith("A"), design);
    }
    assertTrue(designs.stream().distinct().count() > 1, "the rest is free");
  }
}
