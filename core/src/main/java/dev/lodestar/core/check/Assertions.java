package dev.lodestar.core.check;

/** How much of itself a run checks while it goes. Designs are the same at every level. */
public enum Assertions {
  /** Nothing. */
  NONE,
  /** What costs next to nothing: shapes, numbers, locked positions, counts, log Z. */
  CHEAP,
  /**
   * Also what has to be worked out anew: values, kernels and outlooks, without any memory. Several
   * times the work, none of it charged to the budget.
   */
  FULL;

  boolean atLeast(Assertions level) {
    return compareTo(level) >= 0;
  }
}
