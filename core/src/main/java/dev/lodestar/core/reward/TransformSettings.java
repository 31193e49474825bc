package dev.lodestar.core.reward;

import dev.lodestar.core.text.Suggest;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a user set in a transform's table, checked against the kind's parameters. */
public final class TransformSettings {
  private final TransformKind kind;
  private final SortedMap<String, Object> values = new TreeMap<>();

  /**
   * @throws IllegalArgumentException with a sentence where a parameter is unknown or missing
   */
  TransformSettings(TransformKind kind, Map<String, Object> given) {
    this.kind = kind;
    List<String> names = kind.parameters().stream().map(TransformKind.Parameter::name).toList();
    given.forEach(
        (key, value) -> {
          String name = key.replace('_', '-');
          if (!names.contains(name)) {
            String takes =
                names.isEmpty() ? "It takes none." : "It takes " + String.join(", ", names) + ".";
            String hint = Suggest.didYouMean(key, names);
            throw wrong(
                "has no parameter '" + key + "'" + (hint.isEmpty() ? "." : hint) + " " + takes);
          }
          values.put(name, value);
        });
    for (TransformKind.Parameter p : kind.parameters()) {
      if (p.fallback().isEmpty() && !values.containsKey(p.name())) {
        throw wrong("needs '" + p.name() + "' (" + p.type() + ": " + p.describe() + ").");
      }
    }
  }

  /** A number that was given. */
  double number(String name) {
    return optional(name).orElseThrow(() -> wrong("needs '" + name + "' (a number)."));
  }

  /** A number, or what stands for it. */
  double number(String name, double fallback) {
    return optional(name).orElse(fallback);
  }

  /** A number that may be missing. */
  OptionalDouble optional(String name) {
    Object value = values.get(name);
    return value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(asNumber("'" + name + "'", value));
  }

  /** A table of numbers whose keys stand for numbers too, or for {@code true} and {@code false}. */
  SortedMap<Double, Double> table(String name) {
    if (!(values.get(name) instanceof Map<?, ?> map)) {
      throw wrong("takes a table for '" + name + "', as in { \"0\" = 0.1, \"1\" = 1.0 }.");
    }
    SortedMap<Double, Double> out = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          double raw = rawScore(String.valueOf(key), name);
          double score = asNumber("'" + name + "." + key + "'", value);
          if (out.put(raw, score) != null) {
            throw wrong("names the raw score " + raw + " twice in '" + name + "'.");
          }
        });
    return out;
  }

  private double rawScore(String key, String name) {
    if (key.equals("true") || key.equals("false")) {
      return key.equals("true") ? 1 : 0;
    }
    try {
      return Double.parseDouble(key) + 0.0; // −0 and 0 are the same raw score
    } catch (NumberFormatException e) {
      throw wrong(
          "has the key '"
              + key
              + "' in '"
              + name
              + "'; raw scores are numbers, so keys are numbers, true or false.");
    }
  }

  private double asNumber(String what, Object value) {
    if (value instanceof Number n) {
      return n.doubleValue();
    }
    String shown = value instanceof String s ? "the text \"" + s + "\"" : String.valueOf(value);
    throw wrong("takes a number for " + what + ", not " + shown + ".");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("transform '" + kind.name() + "' " + what);
  }
}
