package dev.lodestar.core.task;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a run draws from the pre-trained model.
 *
 * @param sampler name of one of {@link TaskProvider#samplers}; empty where a task has only one way
 * @param steps denoising steps; of no meaning to a sampler that does not let them be chosen
 * @param settings the sampler's settings by name, all of them: Integer, Double or String
 */
public record Sampling(String sampler, int steps, SortedMap<String, Object> settings) {
  public Sampling {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** A sampler without settings. */
  public static Sampling of(String sampler, int steps) {
    return new Sampling(sampler, steps, new TreeMap<>());
  }

  /** A sampler with settings; those that are not given have their defaults. */
  public static Sampling of(Sampler sampler, int steps, Map<String, ?> settings) {
    SortedMap<String, Object> all = new TreeMap<>();
    sampler.settings().forEach(s -> all.put(s.name(), s.usual()));
    settings.forEach(all::replace);
    return new Sampling(sampler.name(), steps, all);
  }

  /** The value of a {@link Sampler.Setting.Whole}. */
  public int whole(String name) {
    return (Integer) value(name);
  }

  /** The value of a {@link Sampler.Setting.Real}. */
  public double real(String name) {
    return (Double) value(name);
  }

  /** The value of a {@link Sampler.Setting.Choice}. */
  public String choice(String name) {
    return (String) value(name);
  }

  private Object value(String name) {
    if (!settings.containsKey(name)) {
      throw new IllegalArgumentException(
          "the sampler " + sampler + " was given no " + name + "; it has " + settings.keySet());
    }
    return settings.get(name);
  }
}
