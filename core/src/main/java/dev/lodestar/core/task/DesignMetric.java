package dev.lodestar.core.task;

import java.util.List;

/**
 * A judgement of single designs, such as a likelihood bound.
 *
 * @param <D> a design
 */
public interface DesignMetric<D> {
  /** Column name in {@code designs.csv}. */
  String name();

  /** One line for reports: what the number means, its unit, and which way is better. */
  String describe();

  /** One number a design, in their order; NaN where it does not apply. */
  double[] of(List<D> designs);
}
