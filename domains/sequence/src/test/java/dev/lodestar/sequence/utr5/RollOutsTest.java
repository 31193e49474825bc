package dev.lodestar.sequence.utr5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.task.Progress;
import dev.lodestar.sequence.recipe.PretrainedSamples;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.CnnRegressor;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.RegressorTrainer;
import dev.lodestar.torch.TrainingPlan;
import dev.lodestar.torch.ValueData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollOutsTest {
  private static final int STATES = 4;
  private static final int MASK = 4;

  @Test
  void statesLeadToTheDesignWhoseScoreIsTheirTarget() {
    int length = Utr5.CODEC.length();
    CnnDenoiser.Config sizes = new CnnDenoiser.Config(4, 8, 3, List.of(1));
    int[][] some = {new int[length], new int[length]};
    Arrays.fill(some[1], 2);
    try (CnnDenoiser denoiser = CnnDenoiser.untrained(sizes, 1);
        NeuralRegressor scorer =
            RegressorTrainer.train(
                new CnnRegressor.Config(4, length, 8, 3, 1, 32, 0),
                some,
                new double[] {1, 2},
                new int[0][],
                new double[0],
                TrainingPlan.of(1, 2, 1),
                p -> {})) {
      ValueData data = new RollOuts(denoiser, scorer, STATES, 9).draw(64, 64, Progress.SILENT);
      Tokens designs = PretrainedSamples.group(denoiser, length, Utr5.STEPS, 9, 64, x -> {});
      double[] scores = scorer.score(designs.data(), designs.size(), length);
      assertTrue(Arrays.stream(scores).distinct().count() > 32, "scores tell designs apart");
      assertEquals(64 * STATES, data.states().length);
      for (int i = 0; i < data.states().length; i++) {
        int row = i / STATES;
        assertEquals(scores[row], data.targets()[i]);
        int masked = 0;
        for (int l = 0; l < length; l++) {
          int token = data.states()[i][l];
          masked += token == MASK ? 1 : 0;
          assertTrue(token == MASK || token == designs.row(row)[l], "state " + i + " at " + l);
        }
        double t = data.times()[i];
        // stretch k of the trajectory, from noise to data
        double upper = 1 - (double) (i % STATES) / STATES;
        assertTrue(
            t <= upper + 1e-4 && t > upper - 0.25, "time " + t + " in stretch " + i % STATES);
        // masked positions are binomial(50, t): eight standard deviations
        assertEquals(length * t, masked, 8 * Math.sqrt(length * t * (1 - t)) + 1);
      }
    }
  }

  @Test
  void aGroupIsAFunctionOfItsFirstNumber() {
    try (CnnDenoiser denoiser =
        CnnDenoiser.untrained(new CnnDenoiser.Config(4, 8, 3, List.of(1)), 1)) {
      Tokens once = PretrainedSamples.group(denoiser, 10, 8, 3, 64, x -> {});
      Tokens again = PretrainedSamples.group(denoiser, 10, 8, 3, 64, x -> {});
      Tokens other = PretrainedSamples.group(denoiser, 10, 8, 3, 0, x -> {});
      assertEquals(once, again);
      assertArrayEquals(new int[0], Arrays.stream(once.data()).filter(x -> x == MASK).toArray());
      assertTrue(!once.equals(other));
    }
  }
}
