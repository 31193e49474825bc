package dev.lodestar.run.config;

import java.util.Optional;

/**
 * A key of the configuration. This one declaration gives its parsing, its checks, its line in the
 * manual and its line in {@code config.resolved.toml}.
 *
 * @param section table it stands in, such as {@code decoder}
 * @param name its name there, such as {@code width}
 * @param type what it takes
 * @param fallback its value where it is not given; empty where it must be given
 * @param describe one line: meaning and unit
 * @param <T> type of the value
 */
public record Key<T>(
    String section, String name, Type<T> type, Optional<T> fallback, String describe) {

  static <T> Key<T> of(String section, String name, Type<T> type, T fallback, String describe) {
    return new Key<>(section, name, type, Optional.of(fallback), describe);
  }

  static <T> Key<T> required(String section, String name, Type<T> type, String describe) {
    return new Key<>(section, name, type, Optional.empty(), describe);
  }

  /** The key as {@code --set} takes it, such as {@code decoder.width}. */
  public String path() {
    return section + "." + name;
  }

  /** The same key with another default. */
  Key<T> or(T value) {
    return new Key<>(section, name, type, Optional.of(value), describe);
  }

  /** The default as TOML; empty where the key must be given. */
  public Optional<String> fallbackText() {
    return fallback.map(type.write());
  }
}
