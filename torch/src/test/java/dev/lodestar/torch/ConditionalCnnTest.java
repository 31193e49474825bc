package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.ConditionalDenoiser;
import dev.lodestar.core.masked.GuidedDenoiser;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.tck.DenoiserContract;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conditional denoiser, told and untold; guided it is a denoiser like any other. */
class ConditionalCnnTest extends DenoiserContract {
  private static final ConditionalCnn.Config SMALL =
      new ConditionalCnn.Config(new CnnDenoiser.Config(4, 16, 5, List.of(1, 1, 4)), 2);
  private static final int LENGTH = 12;

  @TempDir Path dir;

  private final ConditionalCnn network = ConditionalCnn.untrained(SMALL, 3);

  @Override
  protected TokenDenoiser denoiser() {
    return new GuidedDenoiser(network, 1, 2);
  }

  @Override
  protected int length() {
    return LENGTH;
  }

  /** The same weights without their conditions are a plain denoiser. */
  @Test
  void toldNothingItIsThePlainNetwork() throws Exception {
    Path file = dir.resolve("c.safetensors");
    network.save(file, Map.of());
    int[] x = new SplittableRandom(3).ints(5L * LENGTH, 0, 5).toArray();
    int[] none = new int[5];
    Arrays.fill(none, ConditionalDenoiser.NONE);
    float[] untold = network.logits(x, none, 5, LENGTH, 0);
    try (CnnDenoiser plain = CnnDenoiser.load(file, SMALL.network())) {
      assertArrayEquals(plain.logits(x, 5, LENGTH, 0), untold, 1e-4f);
    }
    try (ConditionalCnn back = ConditionalCnn.load(file)) {
      assertEquals(SMALL, back.config());
      assertArrayEquals(untold, back.logits(x, none, 5, LENGTH, 0));
    }
    assertFalse(Arrays.equals(untold, network.logits(x, new int[5], 5, LENGTH, 0)));
  }

  /** Each row hears its own condition. */
  @Test
  void conditionsBelongToTheirRows() {
    int[] row = new SplittableRandom(4).ints(LENGTH, 0, 5).toArray();
    int[] conditions = {1, ConditionalDenoiser.NONE, 0, 0, 1, ConditionalDenoiser.NONE};
    int[] x = new int[conditions.length * LENGTH];
    for (int r = 0; r < conditions.length; r++) {
      System.arraycopy(row, 0, x, r * LENGTH, LENGTH);
    }
    float[] out = network.logits(x, conditions, conditions.length, LENGTH, 0);
    int size = LENGTH * 4;
    for (int r = 0; r < conditions.length; r++) {
      assertArrayEquals(
          network.given(conditions[r]).logits(row, 1, LENGTH, 0),
          Arrays.copyOfRange(out, r * size, (r + 1) * size));
    }
    assertThrows(
        IllegalArgumentException.class, () -> network.logits(row, new int[] {2}, 1, LENGTH, 0));
  }

  /** One kind of sequence repeats its letters, the other never does. */
  @Test
  void itLearnsWhatItIsTold() {
    int[][] data = new int[1_000][];
    int[] kinds = new int[data.length];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < data.length; i++) {
      kinds[i] = i % 2;
      data[i] = sequence(kinds[i], random);
    }
    Classified all = new Classified(data, kinds);
    TrainingPlan plan = TrainingPlan.of(200, 64, 5).withLearningRate(4e-3);
    try (ConditionalCnn net = DenoiserTrainer.train(SMALL, all, all, 0.2, plan, p -> {})) {
      for (int kind = 0; kind < 2; kind++) {
        double own = bound(net.given(kind), kind);
        double untold = bound(net.given(ConditionalDenoiser.NONE), kind);
        double other = bound(net.given(1 - kind), kind);
        assertTrue(own < untold - 0.02, own + " told, " + untold + " untold");
        assertTrue(untold < other - 0.1, untold + " untold, " + other + " told wrongly");
      }
    }
  }

  private static double bound(TokenDenoiser net, int kind) {
    SplittableRandom random = new SplittableRandom(2);
    int rows = 100;
    int[] held = new int[rows * LENGTH];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(sequence(kind, random), 0, held, r * LENGTH, LENGTH);
    }
    double[] bounds = Likelihood.bound(net, held, rows, LENGTH, LENGTH, 3);
    return Arrays.stream(bounds).average().orElseThrow() / LENGTH;
  }

  private static int[] sequence(int kind, SplittableRandom random) {
    int[] row = new int[LENGTH];
    row[0] = random.nextInt(4);
    for (int i = 1; i < LENGTH; i++) {
      boolean repeat = kind == 0 && random.nextDouble() < 0.9;
      row[i] = repeat ? row[i - 1] : (row[i - 1] + 1 + random.nextInt(3)) % 4;
    }
    return row;
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new ConditionalCnn.Config(SMALL.network(), 0));
    assertThrows(
        IllegalArgumentException.class, () -> new Classified(new int[2][LENGTH], new int[1]));
    Classified data = new Classified(new int[2][LENGTH], new int[] {0, 7});
    TrainingPlan plan = TrainingPlan.of(1, 2, 5);
    assertThrows(
        IllegalArgumentException.class,
        () -> DenoiserTrainer.train(SMALL, data, data, 1.5, plan, p -> {}));
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> DenoiserTrainer.train(SMALL, data, data, 0, plan, p -> {}))
            .getMessage();
    assertTrue(said.contains("Condition 7 is outside 0..1"), said);
  }
}
