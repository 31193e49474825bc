package dev.lodestar.sequence.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.dna.Hepg2TaskProvider;
import dev.lodestar.sequence.dna.RetinaTaskProvider;
import dev.lodestar.sequence.dna.YeastTaskProvider;
import dev.lodestar.sequence.protein.family.FamilyTask;
import dev.lodestar.sequence.utr5.Utr5TaskProvider;
import dev.lodestar.sequence.utr5.Utr5VariedTaskProvider;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.ShippedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceValuesTest {
  private static final Path MODELS = Path.of(System.getProperty("lodestar.root")).resolve("models");
  private static final List<TaskProvider> TASKS =
      List.of(
          new Utr5TaskProvider(),
          new Utr5VariedTaskProvider(),
          new Hepg2TaskProvider(),
          new RetinaTaskProvider(),
          new YeastTaskProvider(),
          new FamilyTask.Aav(),
          new FamilyTask.Gfp());

  @TempDir Path dir;

  /** The values that are shipped belong to the models beside them, and tell states apart. */
  @Test
  void everyShippedValueIsOfItsTasksOwnModels() throws IOException {
    if (!Files.exists(MODELS)) {
      System.err.println("SKIPPED: " + MODELS + " is not here; learned values are not checked.");
      Assumptions.abort("no models");
    }
    int found = 0;
    for (TaskProvider provider : TASKS) {
      try (Task<Tokens, String> task = open(provider, MODELS)) {
        if (!task.modelFiles().containsKey("value")) {
          continue;
        }
        found++;
        Meter meter = new Meter(Budget.unlimited());
        ReverseProcess<Tokens> process =
            task.process(Sampling.of("ancestral", 8), Constraints.none(), meter);
        Draws draws = Draws.of(Streams.of(1), 0, 3, 8);
        Outlook<Tokens> seen = process.look(process.prior(draws), 8);
        for (int step = 7; step >= 2; step--) {
          seen = process.look(seen.propose(draws.atStep(step + 1), 1), step);
        }
        double[] values =
            task.learnedValue(x -> new double[x.size()], process, meter)
                .orElseThrow(() -> new AssertionError("no value of " + task.name()))
                .of(seen, draws);
        assertTrue(values[0] != values[1] && values[1] != values[2], task.name());
        assertTrue(task.valueGuide(process, meter).isPresent(), task.name());
      }
    }
    try (var shipped = Files.list(MODELS)) {
      long named =
          shipped
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith("-value") && !n.matches("(mnist|cifar|gdss|zinc|gb1).*"))
              .count();
      assertEquals(named, found, "a value that no task takes up");
    }
  }

  /** Its notes hold digests of roles that a task no longer has. */
  @Test
  void aValueThatDoesNotSayWhatItIsOfIsRefused() throws IOException {
    Path owner = ModelFolder.of(MODELS, "aav-packaging").weights();
    if (!Files.exists(owner)) {
      System.err.println("SKIPPED: " + owner + " is not here; no value is opened.");
      Assumptions.abort("no models");
    }
    try (ShippedValue value =
        ShippedValue.open(MODELS, "aav-packaging-value", Map.of("renamed", owner)).orElseThrow()) {
      String says = assertThrows(IllegalArgumentException.class, value::network).getMessage();
      assertTrue(says.contains("'./lodestar train aav-packaging-value'"), says);
    }
  }

  /** From the shipped models to a value that the task then uses. */
  @Test
  void aRecipeNeedsNothingButTheModels() throws IOException {
    Path model = ModelFolder.of(MODELS, "aav-packaging").weights();
    if (!Files.exists(model)) {
      System.err.println("SKIPPED: " + model + " is not here; no value is learned.");
      Assumptions.abort("no models");
    }
    for (String name : List.of("aav-packaging", "aav-denoiser")) {
      Files.copy(
          ModelFolder.of(MODELS, name).weights(), ModelFolder.of(dir, name).create().weights());
    }
    TaskProvider provider = new FamilyTask.Aav();
    try (Task<Tokens, String> task = open(provider, dir)) {
      Meter meter = new Meter(Budget.unlimited());
      ReverseProcess<Tokens> process =
          task.process(Sampling.of("ancestral", 8), Constraints.none(), meter);
      assertTrue(task.learnedValue(x -> new double[x.size()], process, meter).isEmpty());
    }
    TrainingRecipe recipe = new SequenceValues.Aav();
    Map<String, String> options = new LinkedHashMap<>();
    recipe.options().forEach(o -> options.put(o.name(), o.fallback()));
    options.putAll(Map.of("roll-outs", "64", "held-out", "64", "steps", "4", "judged", "64"));
    recipe.run(options, dir, Progress.SILENT);
    String card = Files.readString(ModelFolder.of(dir, recipe.name()).card());
    assertTrue(
        card.contains("Learned from `aav-denoiser` and `aav-packaging`, and only valid"), card);
    assertTrue(card.contains("./lodestar train aav-packaging-value --set alpha=0 --set "), card);
    assertEquals(4, card.lines().filter(l -> l.matches("\\| 0\\.\\d\\d to .*")).count(), card);
    try (Task<Tokens, String> task = open(provider, dir)) {
      Meter meter = new Meter(Budget.unlimited());
      ReverseProcess<Tokens> process =
          task.process(Sampling.of("ancestral", 8), Constraints.none(), meter);
      assertTrue(task.learnedValue(x -> new double[x.size()], process, meter).isPresent());
    }
  }

  @SuppressWarnings("unchecked")
  private static Task<Tokens, String> open(TaskProvider provider, Path models) {
    Map<String, String> inputs = new LinkedHashMap<>();
    provider.inputs().forEach(i -> inputs.put(i.name(), i.fallback().orElseThrow()));
    return (Task<Tokens, String>) provider.open(models, "", inputs, 1);
  }
}
