package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.torch.TrainingPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** The options that the recipes of this task share, and reading their values. */
record RecipeOptions(Map<String, String> values) {
  private static final int WARM_UP = 200;

  static final Option DATA =
      new Option(
          "data",
          "file",
          "",
          "measured 5'UTRs: a table with the columns sequence, mrl and set, gzipped if it ends in"
              + " .gz");
  static final Option SPLIT_SEED =
      new Option("split-seed", "whole number", "1", "draws which clusters go to which part");
  static final Option SEED =
      new Option("seed", "whole number", "1", "initial weights, batches and masks");
  static final Option THREADS =
      new Option("threads", "whole number", "1", "worker threads; changes no result");

  static Option steps(int fallback) {
    return new Option("steps", "whole number", "" + fallback, "optimiser steps");
  }

  static Option batch(int fallback) {
    return new Option("batch", "whole number", "" + fallback, "sequences a step");
  }

  static Option learningRate(double fallback) {
    return new Option("learning-rate", "number", "" + fallback, "highest rate of AdamW");
  }

  Path data() {
    return Path.of(values.get(DATA.name()));
  }

  long splitSeed() {
    return whole(SPLIT_SEED.name(), Long.MIN_VALUE);
  }

  long seed() {
    return whole(SEED.name(), Long.MIN_VALUE);
  }

  int threads() {
    return count(THREADS.name());
  }

  int count(String name) {
    return Math.toIntExact(Math.min(whole(name, 1), Integer.MAX_VALUE));
  }

  /**
   * The plan of the shared options; its checkpoint lies beside the weights.
   *
   * @param weightDecay of AdamW
   * @param average decay of the average of the weights a step
   */
  TrainingPlan plan(ModelFolder folder, double weightDecay, double average) {
    int steps = count("steps");
    int every = Math.max(1, steps / 40);
    return new TrainingPlan(
        steps,
        count("batch"),
        above("learning-rate", "above 0", x -> x > 0),
        weightDecay,
        Math.min(WARM_UP, steps / 4),
        average,
        seed(),
        Optional.of(folder.checkpoint()),
        every,
        every,
        threads());
  }

  double atLeastZero(String name) {
    return above(name, "of at least 0", x -> x >= 0);
  }

  private double above(String name, String bound, DoublePredicate fits) {
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

  private long whole(String name, long least) {
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
}
