package dev.lodestar.sequence.recipe;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.nio.file.Path;
import java.util.Map;

/** The options that recipes on sequences share, and reading their values. */
public record RecipeOptions(TrainingOptions training) {
  /** Name of the option that holds the data file. */
  public static final String DATA = "data";

  /** Name of the option that holds a file of binding motifs. */
  public static final String MOTIFS = "motifs";

  public static final Option SPLIT_SEED =
      new Option("split-seed", "whole number", "1", "draws which clusters go to which part");

  public RecipeOptions(Map<String, String> values) {
    this(new TrainingOptions(values));
  }

  /** The option of the data file, which must be given. */
  public static Option data(String describe) {
    return new Option(DATA, "file", "", describe);
  }

  public Path data() {
    return training.file(DATA);
  }

  public Path motifs() {
    return training.file(MOTIFS);
  }

  public long splitSeed() {
    return training.whole(SPLIT_SEED.name(), Long.MIN_VALUE);
  }

  public long seed() {
    return training.seed();
  }

  public int count(String name) {
    return training.count(name);
  }

  public double atLeastZero(String name) {
    return training.atLeastZero(name);
  }

  /** The plan of the shared options; its checkpoint lies beside the weights. */
  public TrainingPlan plan(ModelFolder folder, double weightDecay, double average) {
    return training.plan(folder, weightDecay, average);
  }
}
