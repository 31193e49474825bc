package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

  private static final List<ValueConfig> SIZES =
      List.of(
          new CnnValueNet.Config(4, LENGTH, 8, 3, 1, 8),
          new PooledValueNet.Config(4, LENGTH, 8, 3, List.of(1), 8));

  private NeuralValue trained(ValueConfig config, ValueLoss loss) throws Exception {
    TrainingPlan plan = TrainingPlan.of(200, 64, 7).withLearningRate(3e-3);
    try (NeuralValue net =
        ValueTrainer.train(config, coins(), ValueData.none(), loss, plan, p -> {})) {
      Path file = dir.resolve("value.safetensors");
      net.save(file, Map.of());
      return NeuralValue.load(file);
    }
  }

  private static double at(NeuralValue net, double time) {
    int[] state = new int[LENGTH];
    Arrays.fill(state, MASK);
    return net.values(state, 1, LENGTH, time)[0];
  }

  @Test
  void meanOfRewards() throws Exception {
    for (ValueConfig config : SIZES) {
      try (NeuralValue net = trained(config, new ValueLoss.Mean())) {
        assertEquals(config, net.config());
        assertEquals(0.5, at(net, 1), 0.08);
        assertEquals(2, at(net, 0.2), 0.08);
      }
    }
  }

  @Test
  void softValueOfRewards() throws Exception {
    double alpha = 0.5;
    double expected = alpha * Math.log((1 + Math.exp(1 / alpha)) / 2);
    for (ValueConfig config : SIZES) {
      try (NeuralValue net = trained(config, new ValueLoss.Soft(alpha))) {
        assertEquals(expected, at(net, 1), 0.08);
        assertEquals(2, at(net, 0.2), 0.08);
      }
    }
  }

  /** A score that adds up over sites is learned as such, of short and long states alike. */
  @Test
  void effectsOfSitesAddUp() {
    int n = 3000;
    int[][] states = new int[n][];
    double[] rewards = new double[n];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < n; i++) {
      states[i] = new int[LENGTH - i % 3];
      for (int l = 0; l < states[i].length; l++) {
        states[i][l] = random.nextInt(MASK + 1);
        int fromTheEnd = states[i].length - l;
        rewards[i] += states[i][l] == 1 ? fromTheEnd : states[i][l] == MASK ? 0.25 * fromTheEnd : 0;
      }
    }
    ValueData data = new ValueData(states, new double[n], rewards);
    ValueConfig config = new PooledValueNet.Config(4, LENGTH, 4, 3, List.of(), 4);
    TrainingPlan plan = TrainingPlan.of(400, 64, 7).withLearningRate(1e-2);
    try (NeuralValue net =
        ValueTrainer.train(config, data, ValueData.none(), new ValueLoss.Mean(), plan, p -> {})) {
      int[] shorter = {1, 0, MASK, 1};
      assertEquals(4 + 0.5 + 1, net.values(shorter, 1, 4, 0)[0], 0.3);
      int[] longer = {MASK, 0, 1, 0, MASK, 1};
      assertEquals(1.5 + 4 + 0.5 + 1, net.values(longer, 1, LENGTH, 0)[0], 0.3);
      // what stands beside it in a batch changes nothing
      int[] both = {1, 0, MASK, 1, 0, 2, 3, MASK};
      assertEquals(net.values(shorter, 1, 4, 0)[0], net.values(both, 2, 4, 0)[0], 0);
    }
  }
}
