package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.nio.file.Path;
import java.util.Map;

/** The options that the recipes of this task share, and reading their values. */
record RecipeOptions(TrainingOptions training) {
  static final Option DATA =
      new Option(
          "data",
          "file",
          "",
          "measured 5'UTRs: a table with the columns sequence, mrl and set, gzipped if it ends in"
              + " .gz");
  static final Option SPLIT_SEED =
      new Option("split-seed", "whole number", "1", "draws which clusters go to which part");

  RecipeOptions(Map<String, String> values) {
    this(new TrainingOptions(values));
  }

  Path data() {
    return training.file(DATA.name());
  }

  long splitSeed() {
    return training.whole(SPLIT_SEED.name(), Long.MIN_VALUE);
  }

  long seed() {
    return training.seed();
  }

  int count(String name) {
    return training.count(name);
  }

  double atLeastZero(String name) {
    return training.atLeastZero(name);
  }

  /** The plan of the shared options; its checkpoint lies beside the weights. */
  TrainingPlan plan(ModelFolder folder, double weightDecay, double average) {
    return training.plan(folder, weightDecay, average);
  }
}
