package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is evaluated in part is what a full evaluation says, to the last bit. */
class NearbyCnnTest {
  private static final int V = 4;
  private static final long MEMORY = 32L << 20;

  private static final CnnDenoiser.Config CONFIG =
      new CnnDenoiser.Config(V, 128, 9, List.of(1, 1, 1, 1, 1, 1, 4, 16));

  private static CnnKernel kernel(CnnDenoiser net, int length) {
    return new CnnKernel(net.config(), net.parameters(), length);
  }

  private static NearbyCnn nearby(CnnKernel kernel, int length) {
    NearbyCnn out = new NearbyCnn(kernel, length, MEMORY);
    if (!out.exact()) {
      System.err.println("SKIPPED: nothing is evaluated in part on this machine");
    }
    Assumptions.assumeTrue(out.exact());
    return out;
  }

  private static float[] run(NearbyCnn net, int[][] states) {
    int size = states[0].length * V;
    float[] out = new float[states.length * size];
    net.run(
        states,
        (logits, first, count) -> {
          float[] some = Torch.floats(logits.narrow(2, 0, V).narrow(0, 0, count));
          System.arraycopy(some, 0, out, first * size, some.length);
        });
    return out;
  }

  /**
   * Children of each parent that differ from it at up to three positions, ends often among them.
   */
  private static int[][] children(int[][] parents, int width, SplittableRandom random) {
    int[][] out = new int[parents.length * width][];
    for (int i = 0; i < out.length; i++) {
      out[i] = parents[i / width].clone();
      for (int k = random.nextInt(4); k > 0; k--) {
        int last = out[i].length - 1;
        int at =
            random.nextInt(4) == 0
                ? (random.nextBoolean() ? 0 : last)
                : random.nextInt(out[i].length);
        out[i][at] = random.nextInt(V + 1);
      }
    }
    return out;
  }

  @Test
  void whatIsNearIsEvaluatedAsInFull() {
    for (int length : new int[] {31, 50, 140}) {
      try (CnnDenoiser net = CnnDenoiser.untrained(CONFIG, length);
          CnnKernel kernel = kernel(net, length);
          NearbyCnn near = nearby(kernel, length);
          NearbyCnn full = new NearbyCnn(kernel, length, 0)) {
        SplittableRandom random = new SplittableRandom(length);
        int[][] parents = new int[3][length];
        Arrays.stream(parents).forEach(p -> Arrays.fill(p, V));
        for (int step = 0; step < 25; step++) {
          int[][] states = children(parents, 5, random);
          assertArrayEquals(run(full, states), run(near, states), length + ", step " + step);
          Arrays.setAll(parents, i -> states[i * 5 + random.nextInt(5)]);
        }
        assertTrue(near.near() > 200, near.near() + " states had an anchor");
        assertEquals(0, full.near());
      }
    }
  }

  @Test
  void threadsAtOnceGetTheSame() throws Exception {
    int length = 50;
    try (CnnDenoiser net = CnnDenoiser.untrained(CONFIG, 4);
        CnnKernel kernel = kernel(net, length);
        NearbyCnn near = nearby(kernel, length);
        NearbyCnn full = new NearbyCnn(kernel, length, 0)) {
      int[][] parent = new int[1][length];
      int[][][] batches =
          IntStream.range(0, 12)
              .mapToObj(i -> children(parent, 6, new SplittableRandom(i)))
              .toArray(int[][][]::new);
      var threads = Executors.newFixedThreadPool(3);
      try {
        List<Future<float[]>> answers =
            Arrays.stream(batches).map(b -> threads.submit(() -> run(near, b))).toList();
        for (int i = 0; i < batches.length; i++) {
          assertArrayEquals(run(full, batches[i]), answers.get(i).get(), "batch " + i);
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  void aFailureIsForgotten() {
    int length = 50;
    try (CnnDenoiser net = CnnDenoiser.untrained(CONFIG, 4);
        CnnKernel kernel = kernel(net, length);
        NearbyCnn near = nearby(kernel, length);
        NearbyCnn full = new NearbyCnn(kernel, length, 0)) {
      SplittableRandom random = new SplittableRandom(2);
      int[][] parent = new int[1][length];
      run(near, parent);
      int[][] bad = children(parent, 6, random);
      bad[3][7] = V + 1;
      assertThrows(IllegalArgumentException.class, () -> run(near, bad));
      for (int step = 0; step < 3; step++) {
        int[][] states = children(parent, 6, random);
        assertArrayEquals(run(full, states), run(near, states));
      }
    }
  }
}
