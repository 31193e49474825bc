package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Networks learn what can be learned, and no more. */
class TrainingTest {
  /** Sequences in which each token repeats the one before it with probability 0.9. */
  private static int[][] sticky(int rows, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] out = new int[rows][length];
    for (int[] row : out) {
      row[0] = random.nextInt(4);
      for (int i = 1; i < length; i++) {
        row[i] = random.nextDouble() < 0.9 ? row[i - 1] : random.nextInt(4);
      }
    }
    return out;
  }

  @Test
  void denoiserApproachesTheEntropyOfItsData() {
    int length = 12;
    int[][] data = sticky(2000, length, 1);
    CnnDenoiser.Config config = new CnnDenoiser.Config(4, 16, 5, List.of(1, 1, 4));
    TrainingPlan plan = TrainingPlan.of(300, 64, 5).withLearningRate(3e-3);
    int[][] held = sticky(200, length, 2);
    try (CnnDenoiser net = DenoiserTrainer.train(config, data, held, plan, p -> {})) {
      int[] flat = Arrays.stream(held).flatMapToInt(Arrays::stream).toArray();
      double[] bound = Likelihood.bound(net, flat, held.length, length, 12, 3);
      double perToken = Arrays.stream(bound).average().orElseThrow() / length;
      double stay = 0.925;
      double move = 0.025;
      double entropy =
          (Math.log(4) - (length - 1) * (stay * Math.log(stay) + 3 * move * Math.log(move)))
              / length;
      assertTrue(perToken > entropy - 0.05, perToken + " nats, below the entropy " + entropy);
      assertTrue(perToken < entropy + 0.15, perToken + " nats, far above the entropy " + entropy);
    }
  }

  @Test
  void regressorsLearnACount() {
    int[][] data = sticky(1500, 20, 3);
    int[][] held = sticky(300, 20, 4);
    for (RegressorConfig config :
        List.of(
            new ConvGruRegressor.Config(4, 16, 5, 3, 2, 0.1),
            new CnnRegressor.Config(4, 24, 16, 5, 2, 16, 0.1),
            new ResidualRegressor.Config(4, 24, 16, 5, List.of(1, 2), 16, 0.1))) {
      TrainingPlan plan = TrainingPlan.of(250, 64, 9).withLearningRate(4e-3);
      double[] last = {0};
      RegressorTrainer.train(
              config,
              data,
              count(data),
              held,
              count(held),
              plan,
              p -> last[0] = p.validation().orElseThrow())
          .close();
      assertTrue(last[0] > 0.9, config + " reaches R² " + last[0]);
    }
  }

  /** A motif scanner tells rows with a planted motif, and says so in nats of log-odds. */
  @Test
  void labelsAreLearnedAsLogOdds() {
    int[][] data = planted(600, 5);
    int[][] held = planted(200, 6);
    double[] last = {0};
    try (NeuralRegressor network =
        RegressorTrainer.classify(
            new ResidualRegressor.Config(4, 24, 16, 5, List.of(), 16, 0.1),
            data,
            labels(data),
            held,
            labels(held),
            TrainingPlan.of(250, 64, 9).withLearningRate(4e-3),
            p -> last[0] = p.validation().orElseThrow())) {
      double loss = 0;
      for (int i = 0; i < held.length; i++) {
        double odds = network.score(held[i], 1, held[i].length)[0];
        loss += Math.log1p(Math.exp(i % 2 == 1 ? -odds : odds)) / held.length;
      }
      assertTrue(loss < 0.2, "mean loss " + loss + "; a coin's is 0.69");
      assertTrue(last[0] <= 0 && last[0] > -0.3, "validation is minus the loss: " + last[0]);
    }
    double[] half = new double[data.length];
    Arrays.fill(half, 0.5);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            RegressorTrainer.classify(
                new ResidualRegressor.Config(4, 24, 16, 5, List.of(), 16, 0.1),
                data,
                half,
                held,
                labels(held),
                TrainingPlan.of(1, 8, 9),
                p -> {}));
  }

  /** Every second row holds 0 3 0 3 0 somewhere. */
  private static int[][] planted(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] out = new int[rows][];
    for (int i = 0; i < rows; i++) {
      out[i] = random.ints(20, 0, 3).toArray();
      if (i % 2 == 1) {
        System.arraycopy(new int[] {0, 3, 0, 3, 0}, 0, out[i], random.nextInt(15), 5);
      }
    }
    return out;
  }

  private static double[] labels(int[][] rows) {
    double[] out = new double[rows.length];
    Arrays.setAll(out, i -> i % 2);
    return out;
  }

  private static double[] count(int[][] rows) {
    return Arrays.stream(rows)
        .mapToDouble(row -> 100 + 7 * Arrays.stream(row).filter(x -> x == 2).count())
        .toArray();
  }

  /** Sequences of 6 letters are all A, those of 9 all C: one network learns both. */
  @Test
  void aDenoiserLearnsWhatGoesWithALength() {
    int[][] data = new int[200][];
    for (int i = 0; i < data.length; i++) {
      data[i] = new int[i % 2 == 0 ? 6 : 9];
      Arrays.fill(data[i], i % 2);
    }
    CnnDenoiser.Config config = new CnnDenoiser.Config(4, 16, 9, List.of(1));
    TrainingPlan plan = TrainingPlan.of(400, 16, 5).withLearningRate(1e-2);
    try (CnnDenoiser net = DenoiserTrainer.train(config, data, data, plan, p -> {})) {
      for (int kind = 0; kind < 2; kind++) {
        int length = kind == 0 ? 6 : 9;
        int[] masked = new int[length];
        Arrays.fill(masked, 4);
        float[] logits = net.logits(masked, 1, length, 1);
        for (int at = 0; at < length; at++) {
          float own = logits[at * 4 + kind];
          float other = logits[at * 4 + 1 - kind];
          assertTrue(own > other + 1, "length " + length + " at " + at);
        }
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            DenoiserTrainer.train(
                new ConditionalCnn.Config(config, 2),
                new Classified(data, new int[data.length]),
                new Classified(data, new int[data.length]),
                0,
                plan,
                p -> {}));
  }
}
