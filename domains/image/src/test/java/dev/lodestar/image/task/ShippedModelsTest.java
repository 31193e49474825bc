package dev.lodestar.image.task;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.Task;
import dev.lodestar.image.sampling.ImageSamplers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedModelsTest {
  private static final int SAMPLES = 20;
  private static final int STEPS = 20;

  /**
   * Nine of ten samples told a class are taken for it, by either classifier; at eight of ten, fewer
   * than 7 of 20 are once in a million.
   */
  @Test
  void aDiffusionThatIsToldADigitDrawsIt() {
    Path models = Path.of(System.getProperty("lodestar.root", "../.."), "models");
    try (ImageTask task = (ImageTask) new ImageTaskProvider.MnistClass().open(models, 1)) {
      ReverseProcess<Latents> process =
          task.conditional(
                  Sampling.of(ImageSamplers.ALL.get(0), STEPS, Map.of()),
                  Constraints.none(),
                  1,
                  new Meter(Budget.unlimited()))
              .orElseThrow();
      Streams streams = Streams.of(1);
      Latents x = process.prior(Draws.of(streams, 0, SAMPLES, STEPS));
      for (int step = STEPS; step > 0; step--) {
        x = process.look(x, step).propose(Draws.of(streams, 0, SAMPLES, step), 1);
      }
      List<String> designs = task.codec().decode(x);
      for (Reward<String> judge : List.of(task.reward().get(0).reward(), task.heldOut())) {
        long eights =
            judge.score(designs).stream()
                .filter(s -> s instanceof Score.Value v && v.value() > Math.log(0.5))
                .count();
        assertTrue(eights >= 7, eights + " of " + SAMPLES);
      }
    }
  }

  @Test
  void onlyADigitIsJudgedByWhatGuides() {
    Path models = Path.of(System.getProperty("lodestar.root", "../.."), "models");
    try (Task<?, ?> digit = new ImageTaskProvider.MnistClass().open(models, 1);
        Task<?, ?> file = new ImageTaskProvider.CifarCompress().open(models, 1)) {
      assertTrue(digit.heldOutComparable());
      assertFalse(file.heldOutComparable());
    }
  }
}
