package dev.lodestar.sequence.utr5;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Ranges of the mean ribosome load that hold equally many sequences, the lowest first: what the
 * conditional denoiser is told.
 *
 * @param edges ascending; a load equal to an edge lies above it
 */
record LoadBins(double[] edges) {
  LoadBins {
    edges = edges.clone();
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i] > edges[i - 1])) {
        throw new IllegalArgumentException(
            "Too few different loads for " + (edges.length + 1) + " bins; ask for fewer bins.");
      }
    }
  }

  /** The bins of a sample. */
  static LoadBins of(double[] loads, int bins) {
    if (loads.length < bins) {
      throw new IllegalArgumentException(
          loads.length + " sequences do not fill " + bins + " bins; ask for fewer bins.");
    }
    double[] sorted = loads.clone();
    Arrays.sort(sorted);
    double[] edges = new double[bins - 1];
    Arrays.setAll(edges, i -> sorted[(int) ((i + 1L) * sorted.length / bins)]);
    return new LoadBins(edges);
  }

  int count() {
    return edges.length + 1;
  }

  /** The bin of the highest loads. */
  int highest() {
    return edges.length;
  }

  int bin(double load) {
    int at = Arrays.binarySearch(edges, load);
    return at >= 0 ? at + 1 : -at - 1;
  }

  int[] bins(double[] loads) {
    return Arrays.stream(loads).mapToInt(this::bin).toArray();
  }

  /** The edges as a note holds them. */
  @Override
  public String toString() {
    return Arrays.stream(edges)
        .mapToObj(e -> String.format(Locale.ROOT, "%.4f", e))
        .collect(Collectors.joining(" "));
  }
}
