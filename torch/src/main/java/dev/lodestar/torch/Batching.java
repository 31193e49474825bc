package dev.lodestar.torch;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Cuts a batch into padded chunks of few fixed sizes, run side by side.
 *
 * <p>The last bits of a network's output may change with the shape of its batch, because the
 * library picks another kernel. At one shape they do not depend on a row's place or neighbours. So
 * the sizes used are those at which a probe row comes out bit for bit the same on this machine;
 * then a row's output depends on the row alone: not on the batch, the chunks or the number of
 * threads.
 *
 * @param sizes rows a chunk may have, ascending
 * @param overhead cost of a chunk beyond its rows, in rows
 */
record Batching(int[] sizes, int overhead) {
  private static final int[] CANDIDATES = {4, 8, 16, 32, 64};

  /** The size that others are compared with, and the only one where none agrees. */
  private static final int REFERENCE = 16;

  /** Work on rows first .. first+count-1, padded to {@code padded} rows. */
  interface Piece {
    void run(int first, int count, int padded);
  }

  /**
   * Probes the sizes.
   *
   * @param probe the output of one and the same row as the last of a batch of the given size
   */
  static Batching probed(int overhead, IntFunction<float[]> probe) {
    float[] expected = probe.apply(REFERENCE);
    int[] agreeing =
        Arrays.stream(CANDIDATES)
            .filter(n -> n == REFERENCE || Arrays.equals(probe.apply(n), expected))
            .toArray();
    return new Batching(agreeing, overhead);
  }

  /** Runs the piece over all rows, on all threads. */
  void run(int rows, Piece piece) {
    if (rows < 0) {
      throw new IllegalArgumentException("A batch cannot have " + rows + " rows");
    }
    int size = size(rows, Workers.DEFAULT);
    Workers.run(
        (rows + size - 1) / size,
        Workers.DEFAULT,
        i -> piece.run(i * size, Math.min(size, rows - i * size), size));
  }

  /** The size whose slowest thread is done first. */
  int size(int rows, int threads) {
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int size : sizes) {
      long chunks = (rows + size - 1L) / size;
      long cost = (chunks + threads - 1) / threads * (size + overhead);
      if (cost <= least) {
        best = size;
        least = cost;
      }
    }
    return best;
  }
}
