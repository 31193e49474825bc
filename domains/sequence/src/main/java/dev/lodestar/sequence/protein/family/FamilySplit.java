package dev.lodestar.sequence.protein.family;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who learns from which variants.
 *
 * @param guides for the scorer that guides
 * @param judges for the one that judges
 * @param test what no model sees
 */
record FamilySplit(Variants guides, Variants judges, Variants test) {
  private static final double HALF = 0.45;

  static FamilySplit of(Variants all, long seed) {
    Variants shuffled = all.shuffled(seed);
    return new FamilySplit(
        shuffled.part(0, HALF), shuffled.part(HALF, 2 * HALF), shuffled.part(2 * HALF, 1));
  }

  /** All variants outside of the test, as tokens. */
  List<int[]> seen() {
    return Stream.of(guides, judges).flatMap(v -> v.tokens().stream()).toList();
  }
}
