package dev.lodestar.core.reward;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of transform as configurations name it.
 *
 * @param name such as {@code double-sigmoid}
 * @param summary one line: what it does
 * @param parameters what it takes
 * @param make the transform of settings that fit {@code parameters}
 */
public record TransformKind(
    String name,
    String summary,
    List<Parameter> parameters,
    Function<TransformSettings, Transform> make) {

  public TransformKind {
    parameters = List.copyOf(parameters);
  }

  /**
   * One parameter.
   *
   * @param name key in the table
   * @param type what it takes, in words
   * @param fallback what holds where it is not given, in words; empty where it must be given
   * @param describe one line: meaning and unit
   */
  public record Parameter(String name, String type, Optional<String> fallback, String describe) {
    /** A number that must be given. */
    static Parameter number(String name, String describe) {
      return new Parameter(name, "number", Optional.empty(), describe);
    }

    /** A number that may be left out. */
    static Parameter number(String name, String fallback, String describe) {
      return new Parameter(name, "number", Optional.of(fallback), describe);
    }
  }
}
