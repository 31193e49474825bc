package dev.lodestar.image;

import java.util.Map;
import java.util.Optional;

/**
 * A scorer's settings, each wrong one refused with a sentence.
 *
 * @param kind the scorer
 * @param values what was given
 */
public record ImageSettings(String kind, Map<String, Object> values) {
  /** A whole number in min..max, or what stands for it. */
  public int whole(String name, int min, int max, int usual) {
    return whole(name, min, max).orElse(usual);
  }

  /** A whole number in min..max that must be given. */
  public int required(String name, int min, int max) {
    return whole(name, min, max)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s needs '%s', a whole number in %d..%d.".formatted(kind, name, min, max)));
  }

  private Optional<Integer> whole(String name, int min, int max) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Number n) || n.doubleValue() != n.intValue()) {
      throw new IllegalArgumentException(
          "%s takes a whole number in %d..%d for '%s', not %s."
              .formatted(kind, min, max, name, value));
    }
    if (n.intValue() < min || n.intValue() > max) {
      throw new IllegalArgumentException(
          "%s takes %d to %d for '%s', not %d.".formatted(kind, min, max, name, n.intValue()));
    }
    return Optional.of(n.intValue());
  }

  /** One of some words, or the first. */
  public String choice(String name, String... options) {
    Object value = values.getOrDefault(name, options[0]);
    for (String option : options) {
      if (option.equals(value)) {
        return option;
      }
    }
    throw new IllegalArgumentException(
        "%s takes one of %s for '%s', not \"%s\"."
            .formatted(kind, String.join(", ", options), name, value));
  }
}
