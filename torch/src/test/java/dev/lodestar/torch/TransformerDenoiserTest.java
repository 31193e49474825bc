package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.tck.DenoiserContract;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The transformer keeps the contract, ends its sequences, and learns what can be learned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransformerDenoiserTest extends DenoiserContract {
  private static final int END = 0;
  private static final int MASK = 5;
  private static final int LENGTH = 20;
  private static final TransformerDenoiser.Config CONFIG =
      new TransformerDenoiser.Config(MASK, END, LENGTH, 32, 2, 2);

  private final TransformerDenoiser network = TransformerDenoiser.untrained(CONFIG, 3);

  @TempDir Path dir;

  @AfterAll
  void close() {
    network.close();
    network.close();
    assertThrows(IllegalStateException.class, () -> network.logits(new int[LENGTH], 1, LENGTH, 0));
  }

  @Override
  protected TokenDenoiser denoiser() {
    return network;
  }

  @Override
  protected int length() {
    return LENGTH;
  }

  @Test
  void whatStandsBehindTheFirstEndChangesNothing() {
    int[] state = new int[LENGTH];
    Arrays.fill(state, MASK);
    state[2] = 3;
    state[6] = END;
    float[] masked = network.logits(state, 1, LENGTH, 0);
    Arrays.fill(state, 7, LENGTH, 4);
    assertArrayEquals(masked, network.logits(state, 1, LENGTH, 0));
    for (int i = 7; i < LENGTH; i++) {
      assertEquals(0, masked[i * MASK + END]);
      assertEquals(-1e9f, masked[i * MASK + 1]);
    }
    state[6] = 4;
    assertTrue(
        !Arrays.equals(masked, network.logits(state, 1, LENGTH, 0)), "no end, but no change");
  }

  @Test
  void cuttingAStateShortChangesOnlyTheLastBits() {
    int[] state = new int[LENGTH];
    Arrays.fill(state, MASK);
    state[5] = END;
    float[] narrow = network.logits(state, 1, LENGTH, 0);
    TransformerNet net = new TransformerNet(CONFIG, false);
    try (Scope s = Scope.inference()) {
      float[] wide = Torch.floats(net.logits(network.parameters(), new int[][] {state}));
      assertArrayEquals(Arrays.copyOf(wide, 6 * MASK), Arrays.copyOf(narrow, 6 * MASK), 1e-5f);
    }
  }

  @Test
  void itSurvivesItsFile() throws Exception {
    Path file = dir.resolve("t.safetensors");
    network.save(file, Map.of("card", "a test"));
    int[] x = new SplittableRandom(3).ints(3L * LENGTH, 0, MASK + 1).toArray();
    try (TransformerDenoiser back = TransformerDenoiser.load(file)) {
      assertEquals(CONFIG, back.config());
      assertArrayEquals(network.logits(x, 3, LENGTH, 0), back.logits(x, 3, LENGTH, 0));
    }
  }

  @Test
  void longerSequencesThanItKnowsAreRefused() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> network.logits(new int[LENGTH + 1], 1, LENGTH + 1, 0));
    assertTrue(e.getMessage().contains("at most 20 positions, not 21"), e.getMessage());
  }

  /** Words of 4 to 11 letters in which each follows the one before in the alphabet, mostly. */
  private static int[][] words(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] out = new int[rows][12];
    for (int[] row : out) {
      int letters = random.nextInt(4, 12);
      row[0] = 1 + random.nextInt(4);
      for (int i = 1; i < letters; i++) {
        row[i] = random.nextDouble() < 0.9 ? row[i - 1] % 4 + 1 : 1 + random.nextInt(4);
      }
    }
    return out;
  }

  @Test
  void itApproachesTheEntropyOfItsData() {
    TransformerDenoiser.Config config = new TransformerDenoiser.Config(MASK, END, 12, 32, 2, 2);
    double follow = 0.925;
    double jump = 0.025;
    // The length is one of eight; 7.5 letters on average, the first one of four.
    double entropy =
        Math.log(8) + Math.log(4) - 6.5 * (follow * Math.log(follow) + 3 * jump * Math.log(jump));
    int[][] held = words(256, 2);
    int[] flat = Arrays.stream(held).flatMapToInt(Arrays::stream).toArray();
    for (boolean half : new boolean[] {false, true}) {
      TrainingPlan plan = TrainingPlan.of(400, 64, 5).withLearningRate(4e-3);
      try (TransformerDenoiser net =
          DenoiserTrainer.train(config, half, words(2000, 1), held, plan, p -> {})) {
        double bound =
            Arrays.stream(Likelihood.bound(net, flat, held.length, 12, 12, 3))
                .average()
                .orElseThrow();
        assertTrue(bound > entropy - 0.5, bound + " nats, below the entropy " + entropy);
        assertTrue(bound < entropy + 1.2, bound + " nats, far above the entropy " + entropy);
      }
    }
  }
}
