package dev.lodestar.sequence.recipe;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TokenRegressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Trains one scorer on its share of the data; subclasses say on what, and how. */
public abstract class OracleRecipe implements TrainingRecipe {
  /**
   * A scorer that has learned.
   *
   * @param network in scoring mode
   * @param report of the training
   * @param writer writes its weights with notes
   * @param describe its sizes, for the card
   * @param closing frees what it holds
   */
  public record Fitted(
      TokenRegressor network,
      TrainingReport report,
      Writer writer,
      String describe,
      Runnable closing)
      implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  /** Writes weights. */
  @FunctionalInterface
  public interface Writer {
    void write(Path file, Map<String, String> notes) throws IOException;
  }

  /**
   * What the card says of the scorer.
   *
   * @param purpose first paragraph: what it is for
   * @param facts lines of a list: what it learned from, its input, its output
   * @param unseen what the sequences are that it is judged by
   */
  public record Text(String purpose, String facts, String unseen) {}

  /** Reads and splits the data. */
  protected abstract OracleData read(RecipeOptions options) throws IOException;

  /** Learns. */
  protected abstract Fitted fit(
      OracleData data,
      RecipeOptions options,
      Map<String, String> values,
      ModelFolder folder,
      Progress progress)
      throws IOException;

  /** How it is judged. */
  protected abstract Accuracy accuracy();

  protected abstract Text text(OracleData data);

  protected abstract Provenance provenance();

  @Override
  public final void run(Map<String, String> values, Path models, Progress progress)
      throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    check(options, folder);
    OracleData data = read(options);
    progress.say(
        "%s: %d sequences to learn from, %d to choose the best weights by"
            .formatted(name(), data.training().size(), data.validation().size()));
    try (Fitted fitted = fit(data, options, values, folder, progress)) {
      if (data.validation().size() > 0) {
        say(progress, "the validation rows", accuracy().of(fitted.network(), data.validation()));
      }
      Map<String, Double> accuracy = data.accuracy(accuracy(), fitted.network());
      fitted.writer().write(folder.weights(), notes(fitted.report(), accuracy));
      folder.finish(card(fitted, folder.parameters(), accuracy, data));
      accuracy.forEach((set, value) -> say(progress, "unseen " + set, value));
    }
    progress.say("Written: " + folder.weights());
  }

  private void say(Progress progress, String set, double accuracy) {
    progress.say(String.format(Locale.ROOT, "%s on %s: %.3f", accuracy().title(), set, accuracy));
  }

  /** Refuses options that do not fit before any data is read. */
  protected void check(RecipeOptions options, ModelFolder folder) {}

  private Map<String, String> notes(TrainingReport report, Map<String, Double> accuracy) {
    Map<String, String> notes = new TreeMap<>(report.notes());
    accuracy.forEach(
        (set, value) ->
            notes.put(accuracy().key() + "." + set, String.format(Locale.ROOT, "%.4f", value)));
    return notes;
  }

  private String card(
      Fitted fitted, int parameters, Map<String, Double> accuracy, OracleData data) {
    StringBuilder table =
        new StringBuilder(
            "| set | sequences | %s |\n|---|---|---|\n".formatted(accuracy().title()));
    accuracy.forEach(
        (set, value) ->
            table.append(
                String.format(
                    Locale.ROOT, "| %s | %d | %.3f |\n", set, data.test().get(set).size(), value)));
    Text text = text(data);
    return """
        # %s

        %s

        * Network: `%s`, %d parameters
        %s

        ## Accuracy on %s

        %s
        %s"""
        .formatted(
            name(),
            text.purpose().strip(),
            fitted.describe(),
            parameters,
            text.facts().strip(),
            text.unseen(),
            table,
            fitted.report().card(provenance()));
  }
}
