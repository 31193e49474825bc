package dev.lodestar.molecule.zinc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.molecule.selfies.SelfiesRecipe;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ZincValuesTest {
  private static final Path MODELS = Path.of(System.getProperty("lodestar.root"), "models");

  @TempDir Path dir;

  static Stream<ZincTaskProvider> withValues() {
    return Stream.of(new ZincTaskProvider.Qed(), new ZincTaskProvider.Sa());
  }

  @SuppressWarnings("unchecked") // the shipped model's states are tokens
  private static Optional<ValueFunction<Tokens>> value(Path models, ZincTaskProvider provider) {
    try (Task<Tokens, String> task = (Task<Tokens, String>) provider.open(models, 1)) {
      Meter meter = new Meter(Budget.unlimited());
      ReverseProcess<Tokens> process =
          task.process(Sampling.of("ancestral", 8), Constraints.none(), meter);
      Optional<ValueFunction<Tokens>> out =
          task.learnedValue(x -> new double[x.size()], process, meter);
      assertEquals(out.isPresent(), task.modelFiles().containsKey("value"));
      return out;
    }
  }

  private static Path shipped(String name) {
    Path file = ModelFolder.of(MODELS, name).weights();
    if (!Files.exists(file)) {
      System.err.println("SKIPPED: " + file + " is not here.");
      Assumptions.abort("no " + name);
    }
    return file;
  }

  @ParameterizedTest
  @MethodSource("withValues")
  void shippedValuesAreTakenUp(ZincTaskProvider provider) {
    shipped(provider.name() + "-value");
    assertTrue(value(MODELS, provider).isPresent(), provider.name());
  }

  /** From the shipped model to a value that the task then uses, and no other task. */
  @Test
  void aRecipeNeedsNothingButTheModel() throws IOException {
    Path model = shipped(SelfiesRecipe.NAME);
    Files.copy(model, ModelFolder.of(dir, SelfiesRecipe.NAME).create().weights());
    assertTrue(value(dir, new ZincTaskProvider.Qed()).isEmpty());
    TrainingRecipe recipe = new ZincValues.Qed();
    Map<String, String> options = new LinkedHashMap<>();
    recipe.options().forEach(o -> options.put(o.name(), o.fallback()));
    options.putAll(Map.of("roll-outs", "64", "held-out", "64", "steps", "4", "judged", "64"));
    recipe.run(options, dir, Progress.SILENT);
    assertTrue(value(dir, new ZincTaskProvider.Qed()).isPresent());
    assertTrue(value(dir, new ZincTaskProvider.Sa()).isEmpty());
  }
}
