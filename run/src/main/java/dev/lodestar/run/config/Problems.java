package dev.lodestar.run.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of one configuration, so that all are reported at once. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(Where where, String says) {
    found.add(new Problem(where, says));
  }

  /**
   * Ends the reading where anything was found.
   *
   * @throws ConfigException with every fault, in the order of their places
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      List<Problem> sorted = new ArrayList<>(found);
      sorted.sort(
          Comparator.comparing((Problem p) -> p.where().line())
              .thenComparing(p -> p.where().column()));
      throw new ConfigException(sorted);
    }
  }
}
