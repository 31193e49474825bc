package dev.lodestar.run.config;

import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.reward.Transforms;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A transform as it was configured.
 *
 * @param type name of its kind, such as {@code double-sigmoid}
 * @param parameters what its table holds beside {@code type}
 */
public record TransformConfig(String type, SortedMap<String, Object> parameters) {
  /** The raw score itself. */
  public static final TransformConfig IDENTITY =
      new TransformConfig("identity", Collections.emptySortedMap());

  /**
   * @throws IllegalArgumentException with a sentence for the user where something does not fit
   */
  public TransformConfig {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    Transforms.of(type, parameters);
  }

  /** The transform. */
  public Transform transform() {
    return Transforms.of(type, parameters);
  }
}
