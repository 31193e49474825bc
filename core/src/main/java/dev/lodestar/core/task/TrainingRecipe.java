package dev.lodestar.core.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A way to reproduce shipped weights: {@code lodestar train NAME}; found through {@link
 * java.util.ServiceLoader}.
 */
public interface TrainingRecipe {
  /**
   * One option of a recipe, given as {@code --set name=value}.
   *
   * @param name key, in lower case with hyphens
   * @param type what it takes, in words: "file", "whole number", "number", "text"
   * @param fallback the value where none is given; empty where it must be given
   * @param describe one line: meaning and unit
   */
  record Option(String name, String type, String fallback, String describe) {
    public boolean required() {
      return fallback.isEmpty();
    }
  }

  /** Name on the command line, such as {@code utr5-denoiser}. */
  String name();

  /** One line: what is trained, on what. */
  String summary();

  /** The options it takes; others are refused before {@link #run}. */
  List<Option> options();

  /**
   * Trains, and writes weights and model card into {@code models}. Interrupted work goes on from
   * its last checkpoint when run again.
   *
   * @param options a value for every option, defaults filled in
   * @param models folder of the shipped weights
   * @throws IllegalArgumentException with a sentence for the user where a value does not fit
   */
  void run(Map<String, String> options, Path models, Progress progress) throws IOException;
}
