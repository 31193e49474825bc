package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tiles around changes on kept activations make what a full evaluation makes. */
class PartialBlocksTest {
  private static final int V = 4;

  private static final CnnDenoiser.Config CONFIG =
      new CnnDenoiser.Config(V, 128, 9, List.of(1, 1, 1, 1, 1, 1, 4));

  private static float[] floats(PartialBlocks blocks, PartialBlocks.Rows rows, int padded) {
    try (Scope s = Scope.inference()) {
      return Torch.floats(blocks.apply(rows, padded).narrow(0, 0, rows.states().length));
    }
  }

  /** Holds also where another shape gives other last bits, and nothing is evaluated in part. */
  @Test
  void tilesMakeWhatAFullEvaluationMakes() {
    SplittableRandom random = new SplittableRandom(3);
    for (int length : new int[] {31, 50, 120}) {
      int[] all = IntStream.range(0, length).toArray();
      int[] anchor = random.ints(length, 0, V + 1).toArray();
      int[][] changes = {{0}, {}, {length - 1}, {length / 2}, {1, length - 3}, {5, 6}};
      int[][] states = new int[changes.length][];
      int[][] everywhere = new int[changes.length][];
      for (int i = 0; i < states.length; i++) {
        states[i] = anchor.clone();
        everywhere[i] = all;
        for (int at : changes[i]) {
          states[i][at] = (anchor[at] + 1) % (V + 1);
        }
      }
      try (CnnDenoiser net = CnnDenoiser.untrained(CONFIG, length);
          CnnKernel kernel = new CnnKernel(CONFIG, net.parameters(), length);
          PartialBlocks blocks = new PartialBlocks(kernel, length, 1 << 24, 3)) {
        int[] second = {1, 1, 1, 1, 1, 1};
        try (Scope s = Scope.inference()) {
          int[][] one = {anchor};
          blocks.keep(new PartialBlocks.Rows(one, new int[][] {all}, new int[1]), 2, new int[] {1});
        }
        assertArrayEquals(
            floats(blocks, new PartialBlocks.Rows(states, everywhere, second), 6),
            floats(blocks, new PartialBlocks.Rows(states, changes, second), 16),
            1e-6f);
      }
    }
  }

  @Test
  void memoryBoundsTheSlots() {
    int length = 50;
    try (CnnDenoiser net = CnnDenoiser.untrained(CONFIG, 4);
        CnnKernel kernel = new CnnKernel(CONFIG, net.parameters(), length)) {
      for (long slots : new long[] {0, 1, 3}) {
        long one = 4L * 4 * length * CONFIG.channels();
        try (PartialBlocks blocks = new PartialBlocks(kernel, length, slots * one, 256)) {
          assertEquals(4, blocks.depth());
          assertEquals(slots, blocks.slots());
        }
      }
    }
  }
}
