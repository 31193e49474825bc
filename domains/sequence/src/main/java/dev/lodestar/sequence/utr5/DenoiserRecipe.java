package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.MrlTable;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.DenoiserTrainer;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Pre-trains the masked diffusion of human 5'UTR ends that every design is drawn from. */
public final class DenoiserRecipe implements TrainingRecipe {
  /** Notes of the weights' file. */
  static final String HIGH_MRL_3MERS = "kmer3.high-mrl";

  static final String HUMAN_3MERS = "kmer3.human";
  static final String NATURAL = "naturalness.human";
  static final String UNIFORM = "naturalness.uniform";

  static final CnnDenoiser.Config NETWORK =
      new CnnDenoiser.Config(4, 80, 7, List.of(1, 1, 4, 4, 16, 1, 4, 16));
  private static final List<Part> TRAINING = List.of(Part.GUIDING, Part.HELD_OUT);
  private static final List<Part> VALIDATION =
      List.of(Part.GUIDING_VALIDATION, Part.HELD_OUT_VALIDATION);
  private static final List<MrlSet> HUMAN = List.of(MrlSet.HUMAN50);
  static final Option JUDGED =
      new Option(
          "judged",
          "whole number",
          "1024",
          "samples, and as many unseen and random sequences, that the card reports on");

  @Override
  public String name() {
    return Utr5.DENOISER;
  }

  @Override
  public String summary() {
    return "masked diffusion of human 5'UTRs (50 nt), trained on their sequences alone";
  }

  @Override
  public List<Option> options() {
    return List.of(
        RecipeOptions.DATA,
        RecipeOptions.SPLIT_SEED,
        TrainingOptions.SEED,
        TrainingOptions.steps(4_000),
        TrainingOptions.batch(64),
        TrainingOptions.learningRate(2e-3),
        TrainingOptions.THREADS,
        JUDGED);
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, 0.01, 0.999);
    Split split = Split.of(MrlTable.read(options.data()), options.splitSeed());
    List<MrlRow> train = split.select(TRAINING, HUMAN);
    progress.say("%s: %d human 5'UTRs to learn from".formatted(name(), train.size()));
    long start = System.nanoTime();
    try (CnnDenoiser network =
        DenoiserTrainer.train(
            NETWORK,
            Labelled.of(train).tokens(),
            Labelled.of(split.select(VALIDATION, HUMAN)).tokens(),
            plan,
            p -> progress.step(p.step(), p.steps(), p.status()))) {
      TrainingReport report =
          new TrainingReport(
              name(), values, options.data(), (System.nanoTime() - start) * 1e-9, plan);
      int judged = options.count(JUDGED.name());
      progress.say("Judging %d samples".formatted(judged));
      Judgement judgement = Judgement.of(network, split, train, judged);
      Map<String, String> notes = new TreeMap<>(report.notes());
      notes.put(HIGH_MRL_3MERS, judgement.highMrl().text());
      notes.put(HUMAN_3MERS, judgement.data().text());
      notes.put(NATURAL, judgement.human().toString());
      notes.put(UNIFORM, judgement.uniform().toString());
      network.save(folder.weights(), notes);
      folder.finish(card(report, folder.parameters(), judgement, train.size()));
      progress.say(judgement.toString());
    }
    progress.say("Written: " + folder.weights());
  }

  private static String card(TrainingReport report, int parameters, Judgement j, int trained) {
    return String.format(
        Locale.ROOT,
        """
        # utr5-denoiser

        The pre-trained model of the task utr5-mrl: a masked diffusion of the last 50 nucleotides of
        human 5'UTRs. It has seen sequences, no measurements.

        * Network: `%s`, %d parameters, without time conditioning
        * Trained on: %d human 50-mers (training parts of both halves); the average of the weights that
          did best on the validation parts is kept.

        ## Naturalness

        Variational bound on -log p, nats a nucleotide, mean ± standard deviation over sequences
        (log 4 = 1.3863 is what a model that knows nothing reaches):

        | sequences | bound |
        |---|---|
        | human, test clusters | %s |
        | its own samples (128 steps) | %s |
        | uniform random | %s |

        3-mer correlation of %d samples with the training data: %.3f; with the test clusters: %.3f.

        3-mer frequencies (AAA, AAC, ... TTT) are in the notes of the weights' file: of the training
        data under `%s`, of its tenth with the highest measured ribosome load under `%s`.

        %s""",
        NETWORK,
        parameters,
        trained,
        j.human(),
        j.samples(),
        j.uniform(),
        j.drawn(),
        j.kmer3ToData(),
        j.kmer3ToUnseen(),
        HUMAN_3MERS,
        HIGH_MRL_3MERS,
        report.card());
  }
}
