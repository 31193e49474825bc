package dev.lodestar.image.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.core.value.Objective;
import dev.lodestar.image.recipe.ImageValueRecipe;
import dev.lodestar.image.sampling.ImageSamplers;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.UNet;
import dev.lodestar.torch.UNetConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that recipes learn, in the tasks they are for; the other networks are untrained. */
class ImageValueTest {
  private static final int STEPS = 4;
  private static final Streams STREAMS = Streams.of(1);

  @TempDir static Path models;
  private final Meter meter = new Meter(Budget.unlimited());

  @BeforeAll
  static void learn() throws IOException {
    untrained(models, "mnist", 1, 1);
    untrained(models, "cifar", 3, 1);
    train(new ImageValueRecipe.Mnist());
    train(new ImageValueRecipe.Cifar());
  }

  private static void untrained(Path folder, String prefix, int channels, long seed)
      throws IOException {
    UNetConfig unet = new UNetConfig(channels, 8, 2, 10, List.of(8, 8), 1, 0, 2, 8, 8);
    ImageClassifier.Config small = new ImageClassifier.Config(channels, 8, 2, 10, List.of(8), 8);
    try (UNet a = UNet.untrained(unet, seed);
        ImageClassifier b = ImageClassifier.untrained(small, seed + 1)) {
      a.save(ModelFolder.of(folder, prefix + "-unet").create().weights(), Map.of());
      b.save(ModelFolder.of(folder, prefix + "-classifier").create().weights(), Map.of());
      b.save(ModelFolder.of(folder, prefix + "-heldout").create().weights(), Map.of());
    }
  }

  private static void train(TrainingRecipe recipe) throws IOException {
    Map<String, String> options = new TreeMap<>();
    recipe.options().forEach(o -> options.put(o.name(), o.fallback()));
    options.putAll(Map.of("roll-outs", "24", "sampling-steps", "5", "steps", "60"));
    recipe.run(options, models, Progress.SILENT);
    String card = Files.readString(models.resolve(recipe.name()).resolve("card.md"));
    assertTrue(card.contains("| 0.75 to 1.00 |") && card.contains("--set roll-outs=24"), card);
  }

  private static Sampling usual() {
    return Sampling.of(ImageSamplers.ALL.get(0), STEPS, Map.of());
  }

  private static Objective<Latents> none() {
    return states -> new double[states.size()];
  }

  @Test
  void aValueIsOfTheDigitAskedFor() {
    double[] three = values("3");
    double[] eight = values("8");
    assertEquals(2, eight.length);
    assertTrue(Arrays.stream(three).allMatch(v -> v < 0), "log-probabilities");
    assertNotEquals(three[0], eight[0]);
    assertEquals(2, meter.spent().networkCalls() / 2, "a look by the value counts");
  }

  private double[] values(String digit) {
    try (ImageTask task =
        (ImageTask)
            new ImageTaskProvider.MnistClass().open(models, "", Map.of("digit", digit), 1)) {
      ReverseProcess<Latents> process = task.process(usual(), Constraints.none(), meter);
      Draws draws = Draws.of(STREAMS, 0, 2, STEPS);
      Outlook<Latents> outlook = process.look(process.prior(draws), STEPS);
      return task.learnedValue(none(), process, meter).orElseThrow().of(outlook, draws);
    }
  }

  /** A file's size has no gradient, but what it is expected to become has one. */
  @Test
  void aLearnedValueGuidesWhereTheRewardHasNoGradient() {
    try (ImageTask task = (ImageTask) new ImageTaskProvider.CifarCompress().open(models, 1)) {
      ReverseProcess<Latents> process = task.process(usual(), Constraints.none(), meter);
      Draws draws = Draws.of(STREAMS, 0, 2, STEPS);
      Outlook<Latents> outlook = process.look(process.prior(draws), STEPS);
      float[] slope = task.valueGuide(process, meter).orElseThrow().gradient(outlook);
      assertEquals(2 * 3 * 64, slope.length);
      double size = 0;
      for (float s : slope) {
        size += s * s;
      }
      assertTrue(size > 0);
      assertTrue(task.posteriorGuide(process, meter).isEmpty());
      Outlook<Latents> end = process.look(process.prior(draws), 0);
      assertArrayEquals(
          new double[2],
          task.learnedValue(none(), process, meter).orElseThrow().of(end, draws),
          "at the data the value is the reward");
    }
  }

  @Test
  void aValueOfOtherWeightsIsRefused(@TempDir Path others) throws IOException {
    untrained(others, "mnist", 1, 5);
    Path from = ModelFolder.of(models, "mnist-value").weights();
    Files.copy(from, ModelFolder.of(others, "mnist-value").create().weights());
    String said =
        assertThrows(
                UncheckedIOException.class,
                () -> new ImageTaskProvider.MnistClass().open(others, 1))
            .getMessage();
    assertTrue(said.contains("was learned from other weights than"), said);
    assertTrue(said.contains("./lodestar train mnist-value"), said);
  }
}
