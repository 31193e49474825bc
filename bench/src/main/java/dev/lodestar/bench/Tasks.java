package dev.lodestar.bench;

import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.run.config.Catalogs;
import java.nio.file.Path;

/** Tasks as benchmarks are told of them. */
public final class Tasks {
  private Tasks() {}

  /**
   * The task of a name.
   *
   * @throws IllegalArgumentException with a sentence for the user where there is none
   */
  public static TaskProvider named(String name, Catalogs catalogs) {
    if (!catalogs.tasks().containsKey(name)) {
      throw new IllegalArgumentException(
          "There is no task '%s'%s; there are %s."
              .formatted(
                  name,
                  Suggest.didYouMean(name, catalogs.tasks().keySet()),
                  String.join(", ", catalogs.tasks().keySet())));
    }
    return catalogs.tasks().get(name);
  }

  /** The folder of the shipped weights: option {@code --models}, or that of the installation. */
  public static Path models(Options options) {
    return options
        .file("models")
        .orElseGet(() -> Path.of(System.getProperty("lodestar.home", "")).resolve("models"));
  }
}
