package dev.lodestar.core.task;

import java.nio.file.Path;
import java.util.List;

/** A task by name; found through {@link java.util.ServiceLoader}. */
public interface TaskProvider {
  /** Name in configurations, such as {@code utr5-mrl}. */
  String name();

  /** One line: what is designed, towards what. */
  String summary();

  /** Where the data and the methods come from. */
  String source();

  /** BibTeX entries of the papers behind the task's data and models, one a string. */
  default List<String> citations() {
    return List.of();
  }

  /**
   * The ways in which the task draws from its pre-trained model, the usual one first; none where
   * there is only one, which needs no name.
   */
  default List<Sampler> samplers() {
    return List.of();
  }

  /**
   * Opens the task.
   *
   * @param models folder that holds the shipped weights
   * @param threads worker threads for networks, at least 1
   * @throws java.io.UncheckedIOException where weights cannot be read, naming file and fault
   */
  Task<?, ?> open(Path models, int threads);
}
