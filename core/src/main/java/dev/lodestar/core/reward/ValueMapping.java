package dev.lodestar.core.reward;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table from raw scores that stand for categories (class numbers, counts, 1 and 0 for true and
 * false) to scores. Source: REINVENT 4, transform {@code value_mapping}.
 *
 * @param mapping raw score to score; raw scores are compared exactly
 * @param otherwise score of raw scores that are not in the table; where empty they have none, and
 *     the component fails for that design
 */
public record ValueMapping(SortedMap<Double, Double> mapping, OptionalDouble otherwise)
    implements Transform {
  public ValueMapping {
    if (mapping.isEmpty()) {
      throw new IllegalArgumentException(
          "'mapping' is empty; give at least one raw score and its score, as in { \"1\" = 0.5 }");
    }
    SortedMap<Double, Double> copy = new TreeMap<>();
    for (Map.Entry<Double, Double> e : mapping.entrySet()) {
      Checks.finite("a raw score in 'mapping'", e.getKey());
      Checks.finite("the score of " + e.getKey() + " in 'mapping'", e.getValue());
      copy.put(e.getKey() + 0.0, e.getValue()); // −0.0 + 0.0 is 0.0
    }
    mapping = Collections.unmodifiableSortedMap(copy);
    otherwise.ifPresent(v -> Checks.finite("'default'", v));
  }

  @Override
  public double apply(double raw) {
    return mapping.getOrDefault(raw + 0.0, otherwise.orElse(Double.NaN));
  }
}
