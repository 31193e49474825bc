package dev.lodestar.molecule.dock;

import java.util.Map;

/** Typed reading of a docking scorer's settings, with sentences for what does not fit. */
record Given(String kind, Map<String, Object> values) {
  String text(String name, String fallback) {
    Object given = values.getOrDefault(name, fallback);
    if (given instanceof String text && !text.isBlank()) {
      return text;
    }
    throw fault(name, given, "a text");
  }

  int whole(String name, int fallback, int least, int most) {
    Object given = values.getOrDefault(name, (long) fallback);
    if (given instanceof Long n && n >= least && n <= most) {
      return n.intValue();
    }
    throw fault(name, given, "a whole number from " + least + " to " + most);
  }

  double seconds(String name, double fallback) {
    Object given = values.getOrDefault(name, fallback);
    if (given instanceof Number n && n.doubleValue() > 0 && n.doubleValue() <= 1e6) {
      return n.doubleValue();
    }
    throw fault(name, given, "a number of seconds above 0");
  }

  private IllegalArgumentException fault(String name, Object given, String allowed) {
    return new IllegalArgumentException(
        "Scorer '%s': setting '%s' is %s; it takes %s.".formatted(kind, name, given, allowed));
  }
}
