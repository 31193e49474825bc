package dev.lodestar.run.config;

import dev.lodestar.core.text.Suggest;
import java.util.Collection;

/** Turns of phrase that messages share. */
final class Sentences {
  private Sentences() {}

  /** Ends a clause about an unknown name: with the nearest valid one, or with a full stop. */
  static String hint(String given, Collection<String> valid) {
    String hint = Suggest.didYouMean(given, valid);
    return hint.isEmpty() ? "." : hint;
  }

  /** {@code a, b and c}. */
  static String list(Collection<String> names) {
    String joined = String.join(", ", names);
    int last = joined.lastIndexOf(", ");
    return last < 0 ? joined : joined.substring(0, last) + " and " + joined.substring(last + 2);
  }

  /** {@code a, b or c}. */
  static String either(Collection<String> names) {
    String joined = String.join(", ", names);
    int last = joined.lastIndexOf(", ");
    return last < 0 ? joined : joined.substring(0, last) + " or " + joined.substring(last + 2);
  }

  /** A value as its user wrote it, cut to a readable length. */
  static String shown(Object value) {
    String text = Toml.value(value);
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }
}
