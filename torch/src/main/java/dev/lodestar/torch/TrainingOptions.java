package dev.lodestar.torch;

import dev.lodestar.core.task.TrainingRecipe.Option;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * The options that recipes on this module share, and reading their values.
 *
 * @param values one for every option of the recipe
 */
public record TrainingOptions(Map<String, String> values) {
  private static final int WARM_UP = 200;
  private static final int REPORTS = 40;

  public static final Option SEED =
      new Option("seed", "whole number", "1", "initial weights, batches and masks");
  public static final Option THREADS =
      new Option("threads", "whole number", "1", "worker threads; changes no result");

  public static Option steps(int fallback) {
    return new Option("steps", "whole number", "" + fallback, "optimiser steps");
  }

  public static Option batch(int fallback) {
    return new Option("batch", "whole number", "" + fallback, "examples a step");
  }

  public static Option learningRate(double fallback) {
    return new Option("learning-rate", "number", "" + fallback, "highest rate of AdamW");
  }

  public long seed() {
    return whole(SEED.name(), Long.MIN_VALUE);
  }

  /** A file by its option's name. */
  public Path file(String name) {
    return Path.of(values.get(name));
  }

  /** A whole number of at least 1. */
  public int count(String name) {
    return Math.toIntExact(Math.min(whole(name, 1), Integer.MAX_VALUE));
  }

  public double atLeastZero(String name) {
    return number(name, "of at least 0", x -> x >= 0);
  }

  /**
   * The plan of the shared options; its checkpoint lies beside the weights.
   *
   * @param weightDecay of AdamW
   * @param average decay of the average of the weights a step
   */
  public TrainingPlan plan(ModelFolder folder, double weightDecay, double average) {
    int steps = count("steps");
    int every = Math.max(1, steps / REPORTS);
    return new TrainingPlan(
        steps,
        count("batch"),
        number("learning-rate", "above 0", x -> x > 0),
        weightDecay,
        Math.min(WARM_UP, steps / 4),
        average,
        seed(),
        Optional.of(folder.checkpoint()),
        every,
        every,
        count(THREADS.name()));
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException with a sentence if it is none, or below {@code least}
   */
  public long whole(String name, long least) {
    String text = values.get(name);
    try {
      long value = Long.parseLong(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the sentence below
    }
    throw new IllegalArgumentException(
        "Option '%s' is '%s'; it takes a whole number%s."
            .formatted(name, text, least == Long.MIN_VALUE ? "" : " of at least " + least));
  }

  private double number(String name, String bound, DoublePredicate fits) {
    String text = values.get(name);
    try {
      double value = Double.parseDouble(text);
      if (fits.test(value) && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the sentence below
    }
    throw new IllegalArgumentException(
        "Option '%s' is '%s'; it takes a number %s.".formatted(name, text, bound));
  }
}
