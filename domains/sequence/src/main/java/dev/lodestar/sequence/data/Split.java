package dev.lodestar.sequence.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Measured 5'UTRs in disjoint parts. Whole clusters go to one part, so that sequences of different
 * parts share no 16-mer.
 *
 * @param parts for each row, its part
 */
public record Split(List<MrlRow> rows, List<Part> parts) {
  /** Letters that two sequences of different parts never share in a row. */
  public static final int KMER = 16;

  /** Shares of the clusters. */
  static final double TEST = 0.11;

  static final double VALIDATION = 0.06;

  public Split {
    if (rows.size() != parts.size()) {
      throw new IllegalArgumentException(parts.size() + " parts for " + rows.size() + " rows");
    }
    rows = List.copyOf(rows);
    parts = List.copyOf(parts);
  }

  /** The split of a seed: clusters in the order of their first row, each drawn its part. */
  public static Split of(List<MrlRow> rows, long seed) {
    int[] cluster = Clusters.of(rows.stream().map(MrlRow::sequence).toList(), KMER);
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, Part> drawn = new HashMap<>();
    List<Part> parts = new ArrayList<>(rows.size());
    for (int c : cluster) {
      parts.add(drawn.computeIfAbsent(c, any -> draw(random)));
    }
    return new Split(rows, parts);
  }

  /** Draws a part by its share. */
  public static Part draw(SplittableRandom random) {
    if (random.nextDouble() < TEST) {
      return Part.TEST;
    }
    boolean validation = random.nextDouble() < VALIDATION;
    if (random.nextBoolean()) {
      return validation ? Part.GUIDING_VALIDATION : Part.GUIDING;
    }
    return validation ? Part.HELD_OUT_VALIDATION : Part.HELD_OUT;
  }

  /** The rows of some parts and sets, in the file's order. */
  public List<MrlRow> select(List<Part> wanted, List<MrlSet> sets) {
    List<MrlRow> out = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (wanted.contains(parts.get(i)) && sets.contains(rows.get(i).set())) {
        out.add(rows.get(i));
      }
    }
    return out;
  }
}
