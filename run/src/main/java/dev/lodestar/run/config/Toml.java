package dev.lodestar.run.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes values as TOML. */
final class Toml {
  private Toml() {}

  /** Any value a configuration may hold. */
  static String value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> key(String.valueOf(e.getKey())) + " = " + value(e.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Toml::value).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Double d) {
      return number(d);
    }
    return value instanceof String s ? text(s) : String.valueOf(value);
  }

  /** A floating-point number, with the shortest digits that read back as the same number. */
  static String number(double d) {
    if (Double.isInfinite(d)) {
      return d > 0 ? "inf" : "-inf";
    }
    return String.valueOf(d);
  }

  /** A quoted text. */
  static String text(String s) {
    return "\"" + org.tomlj.Toml.tomlEscape(s) + "\"";
  }

  /** A key, quoted where it must be. */
  static String key(String key) {
    return key.matches("[A-Za-z0-9_-]+") ? key : text(key);
  }
}
