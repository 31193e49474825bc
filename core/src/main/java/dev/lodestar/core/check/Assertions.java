package dev.lodestar.core.check;

/** How much of itself a run checks while it goes. Designs are the same at every level. */
public enum Assertions {
  /** Nothing. */
  NONE,
  /** What costs next to nothing: shapes, numbers, locked positions, counts. */
  CHEAP,
  /**
   * Also what has to be worked out anew: values, kernels and outlooks. About twice the work; what
   * it costs is not charged to the budget.
   */
  FULL
}
