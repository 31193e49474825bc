package dev.lodestar.run.scorer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a scorer's table, checked one by one. */
record Given(String kind, Map<String, Object> settings) {

  Optional<String> text(String name) {
    return Optional.ofNullable(settings.get(name))
        .map(
            v -> {
              if (v instanceof String s && !s.isBlank()) {
                return s;
              }
              throw wrong(name, v, "a string that is not empty");
            });
  }

  List<String> texts(String name) {
    Object given = settings.get(name);
    if (given instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(x -> x instanceof String s && !s.isEmpty())) {
      return list.stream().map(String.class::cast).toList();
    }
    throw wrong(name, given, "a list of strings, such as [\"python3\", \"score.py\"]");
  }

  /** A number in [low, high]. */
  double number(String name, double otherwise, double low, double high) {
    Object given = settings.getOrDefault(name, otherwise);
    if (given instanceof Number n && n.doubleValue() >= low && n.doubleValue() <= high) {
      return n.doubleValue();
    }
    throw wrong(name, given, "a number from " + low + " to " + high);
  }

  /** A whole number in [low, high]. */
  int whole(String name, int otherwise, int low, int high) {
    Object given = settings.getOrDefault(name, (long) otherwise);
    if (given instanceof Long n && n >= low && n <= high) {
      return n.intValue();
    }
    throw wrong(name, given, "a whole number from " + low + " to " + high);
  }

  IllegalArgumentException wrong(String name, Object given, String allowed) {
    return new IllegalArgumentException(
        "the scorer '"
            + kind
            + "' takes for '"
            + name
            + "' "
            + allowed
            + ", not "
            + (given == null ? "nothing" : "'" + given + "'")
            + ".");
  }
}
