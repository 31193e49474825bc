package dev.lodestar.cli;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A recipe that writes down what it was given. */
public final class ShiftRecipe implements TrainingRecipe {
  @Override
  public String name() {
    return "tiny-model";
  }

  @Override
  public String summary() {
    return "nothing much";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("data", "file", "", "where the data are"),
        new Option("steps", "whole number", "10", "training steps"));
  }

  @Override
  public void run(Map<String, String> options, Path models, Progress progress) throws IOException {
    progress.step(1, 1, "training");
    Files.writeString(models.resolve("given.txt"), options.toString());
  }
}
