package dev.lodestar.run.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@code [[reward.component]]} as it was configured.
 *
 * @param kind kind of scorer, such as {@code gc-content}
 * @param name column name in tables
 * @param weight relative weight, positive
 * @param offTarget whether little of it is wanted
 * @param transform from raw score to the scale of aggregation
 * @param settings what the kind takes beside these
 */
public record ComponentConfig(
    String kind,
    String name,
    double weight,
    boolean offTarget,
    TransformConfig transform,
    SortedMap<String, Object> settings) {
  public ComponentConfig {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }
}
