package dev.lodestar.run.report;

import java.util.List;
import java.util.Objects;

/**
 * The components of a reward as objectives of their own.
 *
 * @param objectives at least two
 * @param fronts the Pareto front of each design of the first set, from 1; 0 where it has none
 */
public record TradeOff(List<Objective> objectives, int[] fronts) {
  /**
   * One component.
   *
   * @param name as in the table
   * @param less whether little of it is wanted
   * @param values one array a set, in the order of the report's sets; one transformed score a
   *     design, NaN where there is none
   */
  public record Objective(String name, boolean less, List<double[]> values) {
    public Objective {
      Objects.requireNonNull(name, "name");
      values = List.copyOf(values);
    }

    /** The name with the way that is better. */
    String axis() {
      return name + (less ? " (less is better)" : "");
    }
  }

  public TradeOff {
    objectives = List.copyOf(objectives);
    fronts = fronts.clone();
    if (objectives.size() < 2) {
      throw new IllegalArgumentException("a trade-off needs two objectives");
    }
    for (Objective o : objectives) {
      if (o.values().isEmpty() || o.values().get(0).length != fronts.length) {
        throw new IllegalArgumentException(
            "'%s' and the fronts are of different designs".formatted(o.name()));
      }
    }
  }

  @Override
  public int[] fronts() {
    return fronts.clone();
  }
}
