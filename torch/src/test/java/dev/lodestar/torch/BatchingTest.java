package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A row's output depends on the row alone, to the last bit, and the fast path is the plain one. */
class BatchingTest {
  private static final int LENGTH = 50;
  private static final int V = 4;

  private static int[] states(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.ints((long) rows * LENGTH, 0, V + 1).toArray();
  }

  private static float[] row(float[] all, int r, int size) {
    return Arrays.copyOfRange(all, r * size, (r + 1) * size);
  }

  @Test
  void sizesThatDisagreeAreLeftOut() {
    Batching b = new Batching(2, size -> new float[] {size > 32 && size != 48 ? 1 : 0});
    assertEquals(32, b.size(640, 1));
    assertEquals(32, b.size(64, 2));
    assertEquals(48, b.size(96, 2));
    Batching none = new Batching(2, size -> new float[] {size});
    for (int rows : new int[] {0, 1, 16, 33, 500}) {
      assertEquals(16, none.size(rows, 2));
    }
  }

  @Test
  void chunksFitTheThreads() {
    Batching b = new Batching(2, size -> new float[] {0});
    assertEquals(4, b.size(8, 2));
    assertEquals(16, b.size(32, 2));
    assertEquals(50, b.size(100, 2));
    assertEquals(64, b.size(640, 2));
    assertEquals(2, b.size(1, 1));
  }

  @Test
  void sizesAreProbedOnceAndWhenFirstWanted() {
    List<Integer> probed = new ArrayList<>();
    Batching b =
        new Batching(
            2,
            size -> {
              probed.add(size);
              return new float[] {size == 50 ? 1 : 0};
            });
    b.size(32, 2);
    assertEquals(List.of(), probed);
    assertEquals(52, b.size(100, 2));
    assertEquals(52, b.size(100, 2));
    assertEquals(List.of(16, 50, 52), probed);
  }

  @Test
  void denoiserRowsIgnoreTheirBatch() {
    try (CnnDenoiser net = CnnDenoiser.untrained(CnnDenoiser.Config.published(), 1)) {
      int[] row = states(1, 7);
      float[] alone = net.logits(row, 1, LENGTH, 0);
      for (int rows : new int[] {2, 9, 33, 70}) {
        for (int at : new int[] {0, rows / 2, rows - 1}) {
          int[] batch = states(rows, rows + at);
          System.arraycopy(row, 0, batch, at * LENGTH, LENGTH);
          float[] together = net.logits(batch, rows, LENGTH, 0);
          assertArrayEquals(alone, row(together, at, LENGTH * V), "row " + at + " of " + rows);
        }
      }
    }
  }

  @Test
  void regressorRowsIgnoreTheirBatch() {
    for (RegressorConfig config :
        new RegressorConfig[] {
          ConvGruRegressor.Config.published(), CnnRegressor.Config.standard(LENGTH)
        }) {
      RegressorNet net = RegressorNet.of(config);
      ParameterLayout layout = net.layout();
      ParameterSet parameters = new ParameterSet(layout, layout.initial(3));
      try (NeuralRegressor scorer = NeuralRegressor.of(config, parameters, Scaling.IDENTITY)) {
        int[] row = states(1, 8);
        double alone = scorer.score(row, 1, LENGTH)[0];
        for (int rows : new int[] {2, 40, 130}) {
          int[] batch = states(rows, rows);
          System.arraycopy(row, 0, batch, (rows - 1) * LENGTH, LENGTH);
          assertEquals(alone, scorer.score(batch, rows, LENGTH)[rows - 1], 0, config.toString());
        }
      }
    }
  }

  @Test
  void fastAndPlainAgree() {
    int rows = 5;
    try (CnnDenoiser net = CnnDenoiser.untrained(CnnDenoiser.Config.published(), 2)) {
      int[] states = states(rows, 11);
      float[] fast = net.logits(states, rows, LENGTH, 0);
      float[] plain = net.plain().logits(states, rows, LENGTH, 0);
      assertArrayEquals(plain, fast, 1e-5f);
    }
  }
}
