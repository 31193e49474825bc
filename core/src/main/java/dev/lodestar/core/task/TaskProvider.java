package dev.lodestar.core.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * The pre-trained models that the task can draw from, the usual one first; none where there is
   * only one, which needs no name.
   */
  default List<PretrainedModel> models() {
    return List.of();
  }

  /**
   * What a file of weights is taken for that is named instead of one of the models; empty where
   * none can be.
   */
  default Optional<PretrainedModel> weights() {
    return Optional.empty();
  }

  /**
   * The ways in which the task draws from its usual model, the usual one first; none where there is
   * only one, which needs no name.
   */
  default List<Sampler> samplers() {
    return models().isEmpty() ? List.of() : models().get(0).samplers();
  }

  /**
   * Opens the task with its usual model.
   *
   * @param models folder that holds the shipped weights
   * @param threads worker threads for networks, at least 1
   * @throws java.io.UncheckedIOException where weights cannot be read, naming file and fault
   */
  Task<?, ?> open(Path models, int threads);

  /**
   * Opens the task.
   *
   * @param model name of one of {@link #models}, or, where the task has {@link #weights}, the path
   *     of a file; empty for the usual one
   * @throws java.io.UncheckedIOException where weights cannot be read, naming file and fault
   */
  default Task<?, ?> open(Path models, String model, int threads) {
    return open(models, threads);
  }

  /**
   * Opens the task with a model of its user's own in place of the shipped one; the task closes it.
   * Values and gradients that belong to the shipped one are not offered.
   *
   * @throws IllegalArgumentException with a sentence where the task takes no such model, or it does
   *     not fit; then the model is the caller's to close
   */
  default Task<?, ?> open(Path models, int threads, OwnModel own) {
    throw new IllegalArgumentException(
        "the task " + name() + " runs with the model it ships, and takes no other.");
  }

  /**
   * The same, of a task that takes {@link #inputs} beside.
   *
   * @param inputs a value for each of them, files as paths
   * @throws IllegalArgumentException as above
   */
  default Task<?, ?> open(Path models, int threads, OwnModel own, Map<String, String> inputs) {
    return open(models, threads, own);
  }

  /** What the task takes from its user beside; most take nothing. */
  default List<TaskInput> inputs() {
    return List.of();
  }

  /**
   * Opens the task.
   *
   * @param model as above
   * @param inputs a value for each of {@link #inputs}, files as paths
   * @throws java.io.UncheckedIOException where weights or inputs cannot be read, naming file and
   *     fault
   */
  default Task<?, ?> open(Path models, String model, Map<String, String> inputs, int threads) {
    return open(models, model, threads);
  }
}
