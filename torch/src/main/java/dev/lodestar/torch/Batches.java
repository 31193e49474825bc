package dev.lodestar.torch;

import java.util.Arrays;

/**
 * The rows of each step's batch: every pass over the data is a new shuffle, in which every row
 * comes once. A function of the step alone; the present pass is only remembered.
 */
final class Batches {
  private static final int PURPOSE = 1;

  private final long seed;
  private final int batch;
  private final int rows;
  private long pass = -1;
  private int[] order = {};

  Batches(long seed, int batch, int rows) {
    this.seed = seed;
    this.batch = batch;
    this.rows = rows;
  }

  int[] of(int step) {
    int[] out = new int[batch];
    long first = (long) step * batch;
    for (int i = 0; i < batch; i++) {
      long at = first + i;
      if (at / rows != pass) {
        pass = at / rows;
        order = Draws.shuffled(rows, Draws.at(seed, pass, PURPOSE));
      }
      out[i] = order[(int) (at % rows)];
    }
    return out;
  }

  /** The part of a batch that is shard {@code i}. */
  static int[] shard(int[] batch, int i) {
    int from = i * Objective.SHARD;
    return Arrays.copyOfRange(batch, from, Math.min(batch.length, from + Objective.SHARD));
  }

  static int shards(int batch) {
    return (batch + Objective.SHARD - 1) / Objective.SHARD;
  }
}
