package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Value networks find the mean and the soft value of rewards that differ for equal states. */
class ValueTrainingTest {
  private static final int LENGTH = 6;
  private static final int MASK = 4;

  @TempDir Path dir;

  /** All-mask states: at t = 1 the reward is 0 or 1 with equal odds, at t = 0.2 it is 2. */
  private static ValueData coins() {
    int n = 800;
    int[][] states = new int[n][LENGTH];
    double[] times = new double[n];
    double[] rewards = new double[n];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < n; i++) {
      Arrays.fill(states[i], MASK);
      times[i] = i % 2 == 0 ? 1 : 0.2;
      rewards[i] = i % 2 == 0 ? random.nextInt(2) : 2;
    }
    return new ValueData(states, times, rewards);
  }

  private CnnValueNet trained(ValueLoss loss) throws Exception {
    TrainingPlan plan = TrainingPlan.of(200, 64, 7).withLearningRate(3e-3);
    CnnValueNet.Config config = new CnnValueNet.Config(4, LENGTH, 8, 3, 1, 8);
    try (CnnValueNet net =
        ValueTrainer.train(config, coins(), ValueData.none(), loss, plan, p -> {})) {
      Path file = dir.resolve("value.safetensors");
      net.save(file, Map.of());
      return CnnValueNet.load(file);
    }
  }

  private static double at(CnnValueNet net, double time) {
    int[] state = new int[LENGTH];
    Arrays.fill(state, MASK);
    return net.values(state, 1, LENGTH, time)[0];
  }

  @Test
  void meanOfRewards() throws Exception {
    try (CnnValueNet net = trained(new ValueLoss.Mean())) {
      assertEquals(0.5, at(net, 1), 0.08);
      assertEquals(2, at(net, 0.2), 0.08);
    }
  }

  @Test
  void softValueOfRewards() throws Exception {
    double alpha = 0.5;
    try (CnnValueNet net = trained(new ValueLoss.Soft(alpha))) {
      double expected = alpha * Math.log((1 + Math.exp(1 / alpha)) / 2);
      assertEquals(expected, at(net, 1), 0.08);
      assertEquals(2, at(net, 0.2), 0.08);
    }
  }
}
