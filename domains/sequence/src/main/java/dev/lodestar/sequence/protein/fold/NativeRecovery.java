package dev.lodestar.sequence.protein.fold;

import dev.lodestar.core.task.SetMetric;
import java.util.List;
import java.util.Set;

/**
 * Share of the free positions at which designs have the native amino acid.
 *
 * @param sequence the structure's own
 * @param kept positions that were not free
 */
record NativeRecovery(String sequence, Set<Integer> kept) implements SetMetric<String> {
  static final String MEANING =
      "share of free positions with the native amino acid, 0 to 1; flattering, since side-chain"
          + " atoms take part in the distances that the network reads, and tell a residue's size";

  NativeRecovery {
    kept = Set.copyOf(kept);
  }

  @Override
  public String name() {
    return "native recovery";
  }

  @Override
  public String describe() {
    return "mean " + MEANING;
  }

  @Override
  public double of(List<String> designs) {
    return designs.stream().mapToDouble(this::of).average().orElse(Double.NaN);
  }

  /** Of one design; NaN where nothing is free. */
  double of(String design) {
    int free = 0;
    int same = 0;
    for (int i = 0; i < sequence.length(); i++) {
      if (!kept.contains(i)) {
        free++;
        same += design.charAt(i) == sequence.charAt(i) ? 1 : 0;
      }
    }
    return free == 0 ? Double.NaN : (double) same / free;
  }
}
