package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.MrlTable;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.RegressorConfig;
import dev.lodestar.torch.RegressorTrainer;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Trains one scorer of mean ribosome load on its half of the data. */
abstract class OracleRecipe implements TrainingRecipe {
  private static final List<MrlSet> DESIGN_LENGTH = List.of(MrlSet.RANDOM50, MrlSet.HUMAN50);

  /** The sequences it learns from, and those that choose among its checkpoints. */
  record Half(Part training, Part validation) {}

  /** The recipe's own choices. */
  record Choices(
      Half half, RegressorConfig network, int steps, int batch, double rate, double decay) {}

  abstract Choices choices();

  /** First paragraph of the card: what the scorer is for. */
  abstract String purpose();

  @Override
  public final List<Option> options() {
    return List.of(
        RecipeOptions.DATA,
        RecipeOptions.SPLIT_SEED,
        TrainingOptions.SEED,
        TrainingOptions.steps(choices().steps),
        TrainingOptions.batch(choices().batch),
        TrainingOptions.learningRate(choices().rate),
        TrainingOptions.THREADS);
  }

  @Override
  public final void run(Map<String, String> values, Path models, Progress progress)
      throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    Choices choices = choices();
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, choices.decay, 0.998);
    Split split = Split.of(MrlTable.read(options.data()), options.splitSeed());
    Labelled train =
        Labelled.of(split.select(List.of(choices.half.training), List.of(MrlSet.values())));
    Labelled valid = Labelled.of(split.select(List.of(choices.half.validation), DESIGN_LENGTH));
    progress.say(
        "%s: %d sequences to learn from, %d to choose the best weights by"
            .formatted(name(), train.mrl().length, valid.mrl().length));
    long start = System.nanoTime();
    try (NeuralRegressor network =
        RegressorTrainer.train(
            choices.network,
            train.tokens(),
            train.mrl(),
            valid.tokens(),
            valid.mrl(),
            plan,
            p -> progress.step(p.step(), p.steps(), p.status()))) {
      Map<MrlSet, Double> accuracy = accuracy(network, split);
      TrainingReport report =
          new TrainingReport(
              name(), values, options.data(), (System.nanoTime() - start) * 1e-9, plan);
      network.save(folder.weights(), notes(report, accuracy));
      folder.finish(card(report, folder.parameters(), accuracy, train, split));
      accuracy.forEach(
          (set, r2) ->
              progress.say(String.format(Locale.ROOT, "R² on unseen %s: %.3f", set.key(), r2)));
    }
    progress.say("Written: " + folder.weights());
  }

  /** R² on the test clusters, set by set. */
  static Map<MrlSet, Double> accuracy(NeuralRegressor network, Split split) {
    Map<MrlSet, Double> out = new EnumMap<>(MrlSet.class);
    for (MrlSet set : MrlSet.values()) {
      List<MrlRow> rows = split.select(List.of(Part.TEST), List.of(set));
      if (rows.size() > 1) {
        out.put(set, Labelled.of(rows).rSquared(network));
      }
    }
    return out;
  }

  private static Map<String, String> notes(TrainingReport report, Map<MrlSet, Double> accuracy) {
    Map<String, String> notes = new TreeMap<>(report.notes());
    accuracy.forEach(
        (set, r2) -> notes.put("r2." + set.key(), String.format(Locale.ROOT, "%.4f", r2)));
    return notes;
  }

  private String card(
      TrainingReport report,
      int parameters,
      Map<MrlSet, Double> accuracy,
      Labelled train,
      Split split) {
    StringBuilder table = new StringBuilder("| set | sequences | R² |\n|---|---|---|\n");
    accuracy.forEach(
        (set, r2) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %.3f |%n",
                    set.key(),
                    split.select(List.of(Part.TEST), List.of(set)).size(),
                    r2)));
    return String.format(
        Locale.ROOT,
        """
        # %s

        %s

        * Network: `%s`, %d parameters
        * Trained on: %d sequences of the part `%s`; the average of the weights that did best on the
          50-mers of `%s` is kept.
        * Input: DNA letters, right-aligned at the start codon, which follows the last letter.
        * Output: mean ribosome load, in the data's own unit (ribosomes a transcript).

        ## Accuracy on sequences that no model saw

        %s
        %s""",
        name(),
        purpose(),
        choices().network,
        parameters,
        train.mrl().length,
        choices().half.training.name().toLowerCase(Locale.ROOT),
        choices().half.validation.name().toLowerCase(Locale.ROOT),
        table,
        report.card());
  }
}
