package dev.lodestar.cli;

import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.core.text.Suggest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lodestar train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Train shipped weights again by their recipe; without a name, list the recipes.")
final class TrainCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(arity = "0..1", paramLabel = "RECIPE", description = "Which recipe.")
  private String name;

  @CommandLine.Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set an option of the recipe; may be repeated.")
  private List<String> given = new ArrayList<>();

  @CommandLine.Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Where the weights go; by default, and replacing them, the shipped ones' place.")
  private Path models;

  TrainCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    List<TrainingRecipe> recipes =
        ServiceLoader.load(TrainingRecipe.class).stream().map(ServiceLoader.Provider::get).toList();
    if (name == null) {
      recipes.forEach(this::show);
      return Lodestar.DONE;
    }
    TrainingRecipe recipe = Named.find("recipe", name, recipes, TrainingRecipe::name);
    Map<String, String> options = options(recipe);
    Path target = models == null ? shell.models() : models;
    Files.createDirectories(target);
    try (ProgressLine progress = new ProgressLine(shell)) {
      recipe.run(options, target, progress);
    }
    return Lodestar.DONE;
  }

  private void show(TrainingRecipe recipe) {
    shell.out().println(recipe.name() + ": " + recipe.summary());
    for (Option o : recipe.options()) {
      shell
          .out()
          .println(
              "    --set "
                  + o.name()
                  + "="
                  + (o.required() ? "..." : o.fallback())
                  + "  ("
                  + o.type()
                  + (o.required() ? ", required" : "")
                  + ") "
                  + o.describe());
    }
  }

  /** What was given, laid over the defaults. */
  private Map<String, String> options(TrainingRecipe recipe) {
    Map<String, String> values = new LinkedHashMap<>();
    recipe.options().forEach(o -> values.put(o.name(), o.fallback()));
    for (String text : given) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--set " + text + ": write --set key=value.");
      }
      String key = text.substring(0, equals).strip();
      if (!values.containsKey(key)) {
        String hint = Suggest.didYouMean(key, values.keySet());
        throw new IllegalArgumentException(
            "--set "
                + text
                + ": the recipe "
                + recipe.name()
                + " has no option '"
                + key
                + "'"
                + (hint.isEmpty() ? "." : hint)
                + " Its options are "
                + String.join(", ", values.keySet())
                + ".");
      }
      values.put(key, text.substring(equals + 1).strip());
    }
    for (Option o : recipe.options()) {
      if (o.required() && values.get(o.name()).isEmpty()) {
        throw new IllegalArgumentException(
            "The recipe "
                + recipe.name()
                + " needs --set "
                + o.name()
                + "=... ("
                + o.type()
                + ": "
                + o.describe()
                + ").");
      }
    }
    return values;
  }
}
