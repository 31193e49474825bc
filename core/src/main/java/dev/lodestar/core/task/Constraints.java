package dev.lodestar.core.task;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every design must keep, as hard constraints inside the sampler.
 *
 * @param locked position (from 0) to the symbol it must hold
 * @param scaffold a substructure, as its domain writes designs; empty for none. A task whose
 *     designs have no structure refuses it
 */
public record Constraints(SortedMap<Integer, String> locked, Optional<String> scaffold) {
  public Constraints {
    locked = Collections.unmodifiableSortedMap(new TreeMap<>(locked));
    Objects.requireNonNull(scaffold, "scaffold");
  }

  /** Positions alone. */
  public Constraints(SortedMap<Integer, String> locked) {
    this(locked, Optional.empty());
  }

  /** A scaffold alone. */
  public static Constraints of(String scaffold) {
    return new Constraints(Collections.emptySortedMap(), Optional.of(scaffold));
  }

  /** No constraint. */
  public static Constraints none() {
    return new Constraints(Collections.emptySortedMap());
  }

  /**
   * The positions, where a scaffold cannot be kept.
   *
   * @throws IllegalArgumentException with a sentence where one is asked for
   */
  public SortedMap<Integer, String> positionsOnly() {
    if (scaffold.isPresent()) {
      throw new IllegalArgumentException(
          "the designs of this task have positions, not a structure; use constraints.locked.");
    }
    return locked;
  }
}
