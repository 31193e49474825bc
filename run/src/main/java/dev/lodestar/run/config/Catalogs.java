package dev.lodestar.run.config;

import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.core.task.TaskProvider;
import java.util.Collection;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The tasks and scorers that configurations may name.
 *
 * @param tasks by name
 * @param scorers by kind
 */
public record Catalogs(
    SortedMap<String, TaskProvider> tasks, SortedMap<String, ScorerProvider> scorers) {
  public Catalogs {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    scorers = Collections.unmodifiableSortedMap(new TreeMap<>(scorers));
  }

  /** Everything on the class path. */
  public static Catalogs installed() {
    return new Catalogs(
        byName(TaskProvider.class, TaskProvider::name),
        byName(ScorerProvider.class, ScorerProvider::kind));
  }

  /** A catalog of the given entries. */
  public static Catalogs of(Collection<TaskProvider> tasks, Collection<ScorerProvider> scorers) {
    return new Catalogs(index(tasks, TaskProvider::name), index(scorers, ScorerProvider::kind));
  }

  private static <T> SortedMap<String, T> byName(Class<T> type, Function<T, String> name) {
    return index(ServiceLoader.load(type), name);
  }

  private static <T> SortedMap<String, T> index(Iterable<T> entries, Function<T, String> name) {
    SortedMap<String, T> out = new TreeMap<>();
    for (T entry : entries) {
      if (out.put(name.apply(entry), entry) != null) {
        throw new IllegalStateException("two plug-ins are named '" + name.apply(entry) + "'");
      }
    }
    return out;
  }
}
