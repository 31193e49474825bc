package dev.lodestar.torch;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The stretches of a batch that changed positions reach, covered by tiles of one width.
 *
 * @param starts first position of each tile, counted through the batch; a tile lies within its row
 * @param width positions a tile
 * @param length positions a row
 */
record Tiles(int[] starts, int width, int length) {

  /**
   * Covers every position at most {@code reach} away from a change.
   *
   * @param changes for each row the changed positions, ascending
   */
  static Tiles over(int[][] changes, int reach, int width, int length) {
    IntStream.Builder starts = IntStream.builder();
    for (int row = 0; row < changes.length; row++) {
      int covered = 0;
      for (int change : changes[row]) {
        int last = Math.min(length - 1, change + reach);
        for (covered = Math.max(covered, change - reach); covered <= last; covered += width) {
          starts.add(row * length + Math.min(covered, length - width));
        }
      }
    }
    return new Tiles(starts.build().toArray(), width, length);
  }

  int count() {
    return starts.length;
  }

  /** Tiles {@code first} to {@code first + count - 1}, and the last once more up to so many. */
  Tiles part(int first, int count, int padded) {
    int[] out = Arrays.copyOfRange(starts, first, first + padded);
    Arrays.fill(out, count, padded, starts[first + count - 1]);
    return new Tiles(out, width, length);
  }

  /** The positions of the tiles, each widened to both sides; beyond a row's ends the end itself. */
  long[] positions(int halo) {
    long[] out = new long[starts.length * (width + 2 * halo)];
    int i = 0;
    for (int start : starts) {
      int row = start - start % length;
      int end = row + length - 1;
      for (int at = start - halo; at < start + width + halo; at++) {
        out[i++] = Math.max(row, Math.min(end, at));
      }
    }
    return out;
  }

  /** Of these positions the numbers of those that lie beyond their row's ends. */
  long[] beyond(int halo) {
    LongStream.Builder out = LongStream.builder();
    int wide = width + 2 * halo;
    for (int t = 0; t < starts.length; t++) {
      int first = starts[t] % length - halo;
      for (int i = 0; i < -first; i++) {
        out.add((long) t * wide + i);
      }
      for (int i = Math.max(0, length - first); i < wide; i++) {
        out.add((long) t * wide + i);
      }
    }
    return out.build().toArray();
  }
}
