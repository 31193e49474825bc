package dev.lodestar.core.task;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Positions that every design must keep, as hard constraints inside the sampler.
 *
 * @param locked position (from 0) to the symbol it must hold
 */
public record Constraints(SortedMap<Integer, String> locked) {
  public Constraints {
    locked = Collections.unmodifiableSortedMap(new TreeMap<>(locked));
  }

  /** No constraint. */
  public static Constraints none() {
    return new Constraints(Collections.emptySortedMap());
  }
}
