package dev.lodestar.sequence.recipe;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.DenoiserTrainer;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Pre-trains the masked diffusion that every design of a task is drawn from. */
public abstract class DenoiserRecipe implements TrainingRecipe {
  /** Samples, and as many unseen and random sequences, that the card reports on. */
  public static final String JUDGED = "judged";

  /**
   * The recipe's own choices.
   *
   * @param codec alphabet and length of the sequences
   * @param samplingSteps of the samples that are judged
   * @param steps default of the option
   * @param batch default of the option
   * @param rate default of the option
   * @param judged default of the option
   */
  public record Choices(
      CnnDenoiser.Config network,
      TokenCodec codec,
      int samplingSteps,
      int steps,
      int batch,
      double rate,
      int judged) {}

  /**
   * What messages and card say.
   *
   * @param plural what the sequences are: {@code human 5'UTRs}
   * @param intro first paragraph of the card
   * @param trainedOn end of "Trained on: N ..."
   * @param one what a natural sequence is, in the table: {@code human}
   * @param unseen where unseen ones come from: {@code test clusters}
   * @param wanted which part of the data designs should be like
   */
  public record Text(
      String plural, String intro, String trainedOn, String one, String unseen, String wanted) {}

  protected abstract Choices choices();

  protected abstract List<Option> dataOptions();

  protected abstract DenoiserData read(RecipeOptions options) throws IOException;

  protected abstract Text text();

  protected abstract Provenance provenance();

  /** Further paragraphs of the card on naturalness; none by default. */
  protected String remarks(DenoiserData data) {
    return "";
  }

  /** Under which keys the weights' file holds the judgement. */
  protected DenoiserJudgement.Notes notes() {
    return DenoiserJudgement.Notes.USUAL;
  }

  /** The option of how many sequences are judged. */
  public static Option judged(int fallback) {
    return new Option(
        JUDGED,
        "whole number",
        "" + fallback,
        "samples, and as many unseen and random sequences, that the card reports on");
  }

  @Override
  public final List<Option> options() {
    List<Option> out = new ArrayList<>(dataOptions());
    out.addAll(
        List.of(
            TrainingOptions.SEED,
            TrainingOptions.steps(choices().steps),
            TrainingOptions.batch(choices().batch),
            TrainingOptions.learningRate(choices().rate),
            TrainingOptions.THREADS,
            judged(choices().judged)));
    return out;
  }

  @Override
  public final void run(Map<String, String> values, Path models, Progress progress)
      throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, 0.01, 0.999);
    int judged = options.count(JUDGED);
    DenoiserData data = read(options);
    progress.say(
        "%s: %d %s to learn from".formatted(name(), data.training().size(), text().plural));
    long start = System.nanoTime();
    try (CnnDenoiser network =
        DenoiserTrainer.train(
            choices().network,
            tokens(data.training()),
            tokens(data.validation()),
            plan,
            p -> progress.step(p.step(), p.steps(), p.status()))) {
      TrainingReport report = TrainingReport.of(name(), values, options.data(), start, plan);
      progress.say("Judging %d samples".formatted(judged));
      DenoiserJudgement judgement =
          DenoiserJudgement.of(network, choices().codec, choices().samplingSteps, data, judged);
      Map<String, String> notes = new TreeMap<>(report.notes());
      notes.putAll(judgement.notes(notes()));
      network.save(folder.weights(), notes);
      folder.finish(card(report, folder.parameters(), judgement, data));
      progress.say(line(judgement));
    }
    progress.say("Written: " + folder.weights());
  }

  private int[][] tokens(List<String> sequences) {
    return sequences.stream().map(choices().codec.alphabet()::tokens).toArray(int[][]::new);
  }

  private String line(DenoiserJudgement j) {
    return String.format(
        Locale.ROOT,
        "bound, nats a letter: unseen %s %s, samples %s, uniform random %s;"
            + " 3-mer correlation of samples with the training data %.3f, with unseen data %.3f",
        text().one,
        j.unseen(),
        j.samples(),
        j.uniform(),
        j.kmer3ToData(),
        j.kmer3ToUnseen());
  }

  private String card(
      TrainingReport report, int parameters, DenoiserJudgement j, DenoiserData data) {
    Text text = text();
    String remarks = remarks(data).strip();
    return String.format(
        Locale.ROOT,
        """
        # %s

        %s

        * Network: `%s`, %d parameters, without time conditioning
        * Trained on: %d %s

        ## Naturalness

        Variational bound on -log p, nats a nucleotide, mean ± standard deviation over sequences
        (log 4 = 1.3863 is what a model that knows nothing reaches):

        | sequences | bound |
        |---|---|
        | %s, %s | %s |
        | its own samples (%d steps) | %s |
        | uniform random | %s |

        %s3-mer correlation of %d samples with the training data: %.3f; with the %s: %.3f.

        3-mer frequencies (AAA, AAC, ... TTT) are in the notes of the weights' file: of the training
        data under `%s`, of %s under `%s`.

        %s""",
        name(),
        text.intro.strip(),
        choices().network,
        parameters,
        data.training().size(),
        text.trainedOn.strip(),
        text.one,
        text.unseen,
        j.unseen(),
        choices().samplingSteps,
        j.samples(),
        j.uniform(),
        remarks.isEmpty() ? "" : remarks + "\n\n",
        j.drawn(),
        j.kmer3ToData(),
        text.unseen,
        j.kmer3ToUnseen(),
        notes().data(),
        text.wanted,
        notes().wanted(),
        report.card(provenance()));
  }
}
