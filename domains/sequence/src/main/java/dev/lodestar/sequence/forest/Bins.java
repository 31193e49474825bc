package dev.lodestar.sequence.forest;

import java.util.Arrays;

/**
 * Features in at most 64 bins of about as many rows each.
 *
 * @param bin by feature and row
 * @param edges by feature, the value that lies between a bin and the next
 */
record Bins(byte[][] bin, float[][] edges) {
  static final int MOST = 64;

  /**
   * Bins of rows.
   *
   * @param rows shape [rows, features]
   */
  static Bins of(float[][] rows) {
    int features = rows[0].length;
    byte[][] bin = new byte[features][rows.length];
    float[][] edges = new float[features][];
    float[] column = new float[rows.length];
    for (int f = 0; f < features; f++) {
      for (int r = 0; r < rows.length; r++) {
        column[r] = rows[r][f];
      }
      float[] sorted = column.clone();
      Arrays.sort(sorted);
      edges[f] = edges(sorted);
      for (int r = 0; r < rows.length; r++) {
        int at = Arrays.binarySearch(edges[f], column[r]);
        bin[f][r] = (byte) (at < 0 ? -at - 1 : at);
      }
    }
    return new Bins(bin, edges);
  }

  /** Halfway between the distinct values at the quantiles, ascending. */
  private static float[] edges(float[] sorted) {
    float[] out = new float[MOST - 1];
    int n = 0;
    for (int q = 1; q < MOST; q++) {
      int at = (int) ((long) q * sorted.length / MOST);
      float here = sorted[at];
      int next = at;
      while (next < sorted.length && sorted[next] == here) {
        next++;
      }
      if (next < sorted.length && (n == 0 || here > out[n - 1])) {
        float edge = here + (sorted[next] - here) / 2;
        out[n++] = edge < sorted[next] ? edge : here;
      }
    }
    return Arrays.copyOf(out, n);
  }

  int features() {
    return bin.length;
  }

  /** The bins of a feature, by row. */
  byte[] of(int feature) {
    return bin[feature];
  }

  /** The largest value that still counts to a bin. */
  float upTo(int feature, int b) {
    return edges[feature][b];
  }
}
