package dev.lodestar.torch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Cuts a batch into padded chunks of one size, run side by side.
 *
 * <p>The last bits of a network's output may change with the shape of its batch, because the
 * library picks another kernel. At one shape they do not depend on a row's place or neighbours. So
 * the sizes used are those at which a probe row comes out bit for bit the same on this machine;
 * then a row's output depends on the row alone: not on the batch, the chunks or the number of
 * threads. A size is probed when it is first wanted.
 */
final class Batching {
  private static final int STEP = 2;
  private static final int LARGEST = 64;

  /** The size that others are compared with; always usable. */
  private static final int REFERENCE = 16;

  /** Work on rows first .. first+count-1, padded to {@code padded} rows. */
  interface Piece {
    void run(int first, int count, int padded);
  }

  private final int overhead;
  private final int largest;
  private final IntFunction<float[]> probe;
  private final Map<Integer, Boolean> agrees = new HashMap<>();
  private float[] expected = {};

  /**
   * @param overhead cost of a chunk beyond its rows, in rows
   * @param probe the output of one and the same row as the last of a batch of the given size
   */
  Batching(int overhead, IntFunction<float[]> probe) {
    this(overhead, LARGEST, probe);
  }

  /**
   * @param largest rows a chunk at most; at least 16 are taken
   */
  Batching(int overhead, int largest, IntFunction<float[]> probe) {
    this.overhead = overhead;
    this.largest = Math.max(REFERENCE, Math.min(LARGEST, largest));
    this.probe = probe;
  }

  /** Rows a chunk at most. */
  int largest() {
    return largest;
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

  /** Of the sizes that agree, the one whose slowest thread is done first. */
  synchronized int size(int rows, int threads) {
    int size = cheapest(rows, threads);
    while (!agrees.computeIfAbsent(size, this::agrees)) {
      size = cheapest(rows, threads);
    }
    return size;
  }

  /** The best size not known to disagree; the larger of equals. */
  private int cheapest(int rows, int threads) {
    int best = REFERENCE;
    long least = Long.MAX_VALUE;
    for (int size = STEP; size <= largest; size += STEP) {
      long chunks = (rows + size - 1L) / size;
      long cost = (chunks + threads - 1) / threads * (size + overhead);
      if (cost <= least && agrees.getOrDefault(size, true)) {
        best = size;
        least = cost;
      }
    }
    return best;
  }

  private boolean agrees(int size) {
    if (size == REFERENCE) {
      return true;
    }
    if (expected.length == 0) {
      expected = probe.apply(REFERENCE);
    }
    return Arrays.equals(probe.apply(size), expected);
  }
}
