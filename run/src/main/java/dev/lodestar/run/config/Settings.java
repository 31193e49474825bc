package dev.lodestar.run.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values of keys. Immutable; two are equal where their values are, whatever their places.
 *
 * @param values path to value, of the type its key declares
 * @param places path to where it was said, for those that were
 */
public record Settings(Map<String, Object> values, Map<String, Where> places) {
  public Settings {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    places = Collections.unmodifiableMap(new TreeMap<>(places));
  }

  /** The value of a key, or its default. */
  public <T> T get(Key<T> key) {
    @SuppressWarnings("unchecked") // only the key's own type puts a value here
    T value = (T) values.get(key.path());
    return value != null
        ? value
        : key.fallback().orElseThrow(() -> new IllegalStateException(key.path() + " has no value"));
  }

  /** Where a key was given; empty where its default holds. */
  public Optional<Where> place(Key<?> key) {
    return Optional.ofNullable(places.get(key.path()));
  }

  /** These settings with one more. */
  public <T> Settings with(Key<T> key, T value) {
    Map<String, Object> changed = new TreeMap<>(values);
    changed.put(key.path(), value);
    return new Settings(changed, places);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings s && s.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
