package dev.lodestar.core.task;

import java.util.List;

/**
 * A judgement of a whole set of designs, such as diversity.
 *
 * @param <D> a design
 */
public interface SetMetric<D> {
  /** Name in tables. */
  String name();

  /** One line for reports: what the number means, its unit, and which way is better. */
  String describe();

  /** The number for a set of at least one design; NaN where it does not apply. */
  double of(List<D> designs);
}
