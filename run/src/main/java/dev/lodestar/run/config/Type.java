package dev.lodestar.run.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a key takes.
 *
 * @param words what is allowed, in words, as in "a whole number from 1 to 1000"
 * @param names the allowed texts, where the type is a choice; else empty
 * @param read the value of what TOML holds; empty where it does not fit
 * @param write the value as TOML
 * @param <T> type of the value
 */
public record Type<T>(
    String words,
    List<String> names,
    Function<Object, Optional<T>> read,
    Function<T, String> write) {

  /** A whole number between two bounds, both included. */
  static Type<Integer> whole(int min, int max) {
    return new Type<>(
        "a whole number from " + min + " to " + max,
        List.of(),
        raw ->
            raw instanceof Long n && n >= min && n <= max
                ? Optional.of(n.intValue())
                : Optional.empty(),
        String::valueOf);
  }

  /** A whole number from 0 to the largest there is. */
  static Type<Long> seed() {
    return new Type<>(
        "a whole number from 0 to 2^63 - 1",
        List.of(),
        raw -> raw instanceof Long n && n >= 0 ? Optional.of(n) : Optional.empty(),
        String::valueOf);
  }

  /** A count that may be unlimited: {@code inf}, held as {@link Long#MAX_VALUE}. */
  static Type<Long> limit() {
    return new Type<>(
        "a whole number from 0, or inf for no limit",
        List.of(),
        raw -> {
          if (raw instanceof Double d && d == Double.POSITIVE_INFINITY) {
            return Optional.of(Long.MAX_VALUE);
          }
          return raw instanceof Long n && n >= 0 ? Optional.of(n) : Optional.empty();
        },
        n -> n == Long.MAX_VALUE ? "inf" : String.valueOf(n));
  }

  /** A time that may be unlimited. */
  static Type<Double> duration() {
    return new Type<>(
        "a positive number, or inf for no limit",
        List.of(),
        raw -> decimal(raw).filter(d -> d > 0),
        Toml::number);
  }

  /** A finite number between two bounds, both included. */
  static Type<Double> number(double min, double max) {
    return new Type<>(
        "a number from " + Toml.number(min) + " to " + Toml.number(max),
        List.of(),
        raw -> decimal(raw).filter(d -> d >= min && d <= max),
        Toml::number);
  }

  /** One of some names; {@code -} and {@code _} are the same. */
  static Type<String> choice(List<String> names) {
    return new Type<>(
        "one of " + String.join(", ", names),
        List.copyOf(names),
        raw ->
            raw instanceof String s
                ? Optional.of(s.replace('_', '-')).filter(names::contains)
                : Optional.empty(),
        Toml::text);
  }

  /** A choice among the constants of an enumeration. */
  static Type<String> choice(Enum<?>[] of) {
    return choice(
        Arrays.stream(of).map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList());
  }

  /** The constant of a text that {@link #choice} let through. */
  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** A name that is looked up later, in a list this module does not know. */
  static Type<String> name(String words) {
    return new Type<>(
        words,
        List.of(),
        raw -> raw instanceof String s && !s.isBlank() ? Optional.of(s) : Optional.empty(),
        Toml::text);
  }

  /** A list, not empty, of some names, each at most once. */
  static Type<List<String>> names(List<String> names) {
    return new Type<>(
        "a list of names out of " + String.join(", ", names),
        List.of(),
        raw ->
            raw instanceof List<?> list
                    && !list.isEmpty()
                    && names.containsAll(list)
                    && list.stream().distinct().count() == list.size()
                ? Optional.of(list.stream().map(String.class::cast).toList())
                : Optional.empty(),
        Toml::value);
  }

  /** A list of finite numbers. */
  static Type<List<Double>> numbers() {
    return new Type<>(
        "a list of numbers",
        List.of(),
        raw ->
            raw instanceof List<?> list
                    && list.stream()
                        .allMatch(n -> decimal(n).filter(d -> Double.isFinite(d)).isPresent())
                ? Optional.of(list.stream().map(n -> ((Number) n).doubleValue()).toList())
                : Optional.empty(),
        Toml::value);
  }

  /** Any text, the empty one included. */
  static Type<String> text(String words) {
    return new Type<>(
        words,
        List.of(),
        raw -> raw instanceof String s ? Optional.of(s) : Optional.empty(),
        Toml::text);
  }

  /** true or false. */
  static Type<Boolean> flag() {
    return new Type<>(
        "true or false",
        List.of(),
        raw -> raw instanceof Boolean b ? Optional.of(b) : Optional.empty(),
        String::valueOf);
  }

  private static Optional<Double> decimal(Object raw) {
    return raw instanceof Long || raw instanceof Double
        ? Optional.of(((Number) raw).doubleValue())
        : Optional.empty();
  }
}
