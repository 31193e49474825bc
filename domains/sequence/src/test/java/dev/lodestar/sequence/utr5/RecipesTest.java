package dev.lodestar.sequence.utr5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.sequence.task.SequenceTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** All recipes on a small table, one after the other, and the task on what they leave. */
class RecipesTest {
  private static final List<String> RECIPES =
      List.of("utr5-denoiser", "utr5-oracle", "utr5-heldout", "utr5-value", "utr5-conditional");
  private static final Map<String, String> QUICK =
      Map.of(
          "steps",
          "4",
          "batch",
          "8",
          "judged",
          "64",
          "roll-outs",
          "64",
          "held-out",
          "64",
          "sampling-steps",
          "8");

  private static final Sampling ANCESTRAL = Sampling.of("ancestral", 8);

  @TempDir static Path folder;
  private static Path models;

  @BeforeAll
  static void train() throws IOException {
    models = folder.resolve("models");
    Path data = SyntheticTable.write(folder.resolve("table.tsv"), 150);
    for (String name : RECIPES) {
      recipe(name)
          .run(options(recipe(name), Map.of("data", data.toString())), models, Progress.SILENT);
    }
  }

  private static TrainingRecipe recipe(String name) {
    return ServiceLoader.load(TrainingRecipe.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> options(TrainingRecipe recipe, Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    for (TrainingRecipe.Option o : recipe.options()) {
      values.put(o.name(), QUICK.getOrDefault(o.name(), o.fallback()));
    }
    values.putAll(given);
    values.keySet().retainAll(recipe.options().stream().map(TrainingRecipe.Option::name).toList());
    return values;
  }

  private static SequenceTask task() {
    TaskProvider provider =
        ServiceLoader.load(TaskProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.name().equals("utr5-mrl"))
            .findFirst()
            .orElseThrow();
    return (SequenceTask) provider.open(models, 1);
  }

  @Test
  void everyRecipeLeavesWeightsAndCardAndNothingElse() throws IOException {
    for (String name : RECIPES) {
      Path model = models.resolve(name);
      try (var files = Files.list(model)) {
        assertEquals(
            List.of("card.md", "weights.safetensors"),
            files.map(f -> f.getFileName().toString()).sorted().toList());
      }
      String card = Files.readString(model.resolve("card.md"));
      assertTrue(card.startsWith("# " + name + "\n"), card);
      assertTrue(card.contains("./lodestar train " + name + " --set "), card);
      if (!name.equals("utr5-value")) {
        assertTrue(card.contains(" --set data=table.tsv --set "), "by name, not path: " + card);
      }
      assertFalse(card.contains(folder.toString()), card);
    }
  }

  @Test
  void theTaskSamplesScoresAndJudges() {
    try (SequenceTask task = task()) {
      Meter meter = new Meter(Budget.unlimited());
      Draws draws = Draws.of(Streams.of(1), 0, 3, 8);
      Constraints locked = new Constraints(new TreeMap<>(Map.of(0, "G", 49, "U")));
      ReverseProcess<Tokens> process = task.process(ANCESTRAL, locked, meter);
      Outlook<Tokens> now = process.look(process.prior(draws), 8);
      Outlook<Tokens> early = now;
      for (int step = 7; step >= 0; step--) {
        now = process.look(now.propose(draws.atStep(step + 1), 1), step);
      }
      List<String> designs = task.codec().decode(now.cleanGuess());
      for (String d : designs) {
        assertEquals(50, d.length());
        assertTrue(d.startsWith("G") && d.endsWith("T"), d);
        assertEquals(d, task.format().parse(task.format().text(d)));
      }
      assertEquals(3, task.reward().get(0).reward().score(designs).size());
      assertEquals(3, task.heldOut().score(designs).size());
      task.designMetrics().forEach(m -> assertEquals(3, m.of(designs).length, m.name()));
      task.setMetrics().forEach(m -> assertTrue(Double.isFinite(m.of(designs)), m.name()));

      ValueFunction<Tokens> learned =
          task.learnedValue(x -> new double[x.size()], process, meter).get();
      assertEquals(3, learned.of(early, draws).length);
      assertArrayEquals(new double[3], learned.of(now, draws), 0, "at level 0 the reward itself");
      assertTrue(meter.spent().networkCalls() > 0);
      assertEquals(
          3, task.probabilityValue(x -> new double[x.size()], meter).get().of(early, draws).length);
      assertEquals(3, meter.spent().rewardCalls());
      int gradient = 3 * 50 * 5; // rows, positions, letters and mask
      assertEquals(gradient, task.posteriorGuide(process, meter).get().gradient(early).length);
      assertEquals(gradient, task.valueGuide(process, meter).get().gradient(early).length);
    }
  }

  /** Each guided state costs both branches; at strength 1 the conditional one alone. */
  @Test
  void theTaskIsGuidedWithoutAScorer() {
    try (SequenceTask task = task()) {
      Meter meter = new Meter(Budget.unlimited());
      Draws draws = Draws.of(Streams.of(1), 0, 3, 8);
      Constraints locked = new Constraints(new TreeMap<>(Map.of(0, "G")));
      Sampling sampling = Sampling.of("ancestral", 8);
      ReverseProcess<Tokens> guided = task.conditional(sampling, locked, 2, meter).orElseThrow();
      Tokens guess = guided.look(guided.prior(draws), 8).cleanGuess();
      assertEquals(2, meter.spent().networkCalls());
      task.codec().decode(guess).forEach(d -> assertTrue(d.startsWith("G"), d));
      ReverseProcess<Tokens> told = task.conditional(sampling, locked, 1, meter).orElseThrow();
      told.look(told.prior(draws), 8).cleanGuess();
      assertEquals(3, meter.spent().networkCalls());
    }
  }

  @Test
  void theTwoScorersAreDifferentAndNamedByTheirWeights() {
    try (SequenceTask task = task()) {
      String guiding = task.reward().get(0).reward().identity();
      String heldOut = task.heldOut().identity();
      assertTrue(guiding.matches("utr5-oracle sha256=[0-9a-f]{64}"), guiding);
      assertTrue(heldOut.matches("utr5-heldout sha256=[0-9a-f]{64}"), heldOut);
      assertEquals(
          List.of("conditional", "denoiser", "guiding", "held-out", "value"),
          List.copyOf(task.modelFiles().keySet()));
    }
  }

  @Test
  void whatCannotBeScoredFailsByItself() {
    try (SequenceTask task = task()) {
      String good = "ACGT".repeat(12) + "AC";
      List<Score> scores =
          task.heldOut().score(List.of("ACGT", good, good + "N", "A".repeat(101), "u".repeat(25)));
      assertEquals(
          new Score.Failed("The 5'UTR has 4 letters; the scorer was trained on 25 to 100."),
          scores.get(0));
      assertTrue(scores.get(1) instanceof Score.Value);
      assertTrue(scores.get(2) instanceof Score.Failed f && f.cause().startsWith("Column 51"));
      assertTrue(scores.get(3) instanceof Score.Failed);
      assertTrue(scores.get(4) instanceof Score.Value);
    }
  }

  @Test
  void aLockThatDoesNotFitIsRefused() {
    try (SequenceTask task = task()) {
      Constraints outside = new Constraints(new TreeMap<>(Map.of(50, "A")));
      Meter meter = new Meter(Budget.unlimited());
      assertThrows(IllegalArgumentException.class, () -> task.process(ANCESTRAL, outside, meter));
    }
  }

  @Test
  void missingWeightsAreASentence() {
    Path none = folder.resolve("none");
    String message =
        assertThrows(UncheckedIOException.class, () -> new Utr5TaskProvider().open(none, 1))
            .getMessage();
    assertEquals(
        "The weights %s are missing; the project ships them, and './lodestar train utr5-denoiser'"
                .formatted(none.resolve("utr5-denoiser").resolve("weights.safetensors"))
            + " makes them.",
        message);
  }

  @Test
  void aTrainingThatWasKilledGoesOnToTheSameWeights() throws IOException {
    TrainingRecipe recipe = recipe("utr5-oracle");
    Map<String, String> values =
        options(recipe, Map.of("data", folder.resolve("table.tsv").toString()));
    Path broken = folder.resolve("broken");
    int[] seen = {0};
    Progress kill =
        new Progress() {
          @Override
          public void say(String line) {}

          @Override
          public void step(long done, long total, String status) {
            if (++seen[0] == 3) {
              throw new IllegalStateException("killed");
            }
          }
        };
    assertThrows(IllegalStateException.class, () -> recipe.run(values, broken, kill));
    assertTrue(Files.exists(broken.resolve("utr5-oracle").resolve("training.checkpoint")));
    int[] left = {0};
    Progress count =
        new Progress() {
          @Override
          public void say(String line) {}

          @Override
          public void step(long done, long total, String status) {
            left[0]++;
          }
        };
    recipe.run(values, broken, count);
    assertEquals(2, left[0], "two of four steps were kept");
    assertArrayEquals(
        Files.readAllBytes(models.resolve("utr5-oracle").resolve("weights.safetensors")),
        Files.readAllBytes(broken.resolve("utr5-oracle").resolve("weights.safetensors")));
  }

  @Test
  void aValueOfAnotherScorerIsRefusedWhereItIsUsed() throws IOException {
    Path mixed = folder.resolve("mixed");
    for (String name : RECIPES) {
      Path from = models.resolve(name.equals("utr5-oracle") ? "utr5-heldout" : name);
      Files.createDirectories(mixed.resolve(name));
      Files.copy(
          from.resolve("weights.safetensors"), mixed.resolve(name).resolve("weights.safetensors"));
    }
    try (SequenceTask task = (SequenceTask) new Utr5TaskProvider().open(mixed, 1)) {
      Meter meter = new Meter(Budget.unlimited());
      ReverseProcess<Tokens> process = task.process(ANCESTRAL, Constraints.none(), meter);
      task.posteriorGuide(process, meter).orElseThrow();
      for (Executable use :
          List.<Executable>of(
              () -> task.learnedValue(x -> new double[x.size()], process, meter),
              () -> task.valueGuide(process, meter))) {
        String message = assertThrows(IllegalArgumentException.class, use).getMessage();
        assertTrue(message.contains("learned from another file than"), message);
        assertTrue(message.contains("utr5-oracle"), message);
        assertTrue(message.contains("./lodestar train utr5-value"), message);
      }
    }
  }

  @Test
  void optionsThatDoNotFitAreNamed() {
    TrainingRecipe recipe = recipe("utr5-value");
    assertEquals(
        "Option 'alpha' is '-1'; it takes a number of at least 0.", fault(recipe, "alpha", "-1"));
    assertEquals(
        "Option 'steps' is 'many'; it takes a whole number of at least 1.",
        fault(recipe, "steps", "many"));
    assertEquals(
        "Option 'learning-rate' is '0'; it takes a number above 0.",
        fault(recipe, "learning-rate", "0"));
    assertEquals("Option 'seed' is '1.5'; it takes a whole number.", fault(recipe, "seed", "1.5"));
  }

  private static String fault(TrainingRecipe recipe, String option, String value) {
    Map<String, String> values = options(recipe, Map.of("data", "none", option, value));
    return assertThrows(
            IllegalArgumentException.class,
            () -> recipe.run(values, folder.resolve("faults"), Progress.SILENT))
        .getMessage();
  }
}
