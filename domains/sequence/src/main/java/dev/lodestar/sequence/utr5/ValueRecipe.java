package dev.lodestar.sequence.utr5;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.PretrainedSamples;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.sequence.recipe.TrainingReport;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.CnnValueNet;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import dev.lodestar.torch.ValueData;
import dev.lodestar.torch.ValueLoss;
import dev.lodestar.torch.ValueTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Learns the value of noisy states by Monte-Carlo regression: roll-outs of the pre-trained model,
 * scored by the guiding scorer.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 3; plain squared error as in its reference code, or the
 * exponential form of the paper at a temperature.
 */
public final class ValueRecipe implements TrainingRecipe {
  /** Notes of the weights' file: digests of what the value was learned from. */
  static final String OF_DENOISER = "denoiser.sha256";

  static final String OF_ORACLE = "oracle.sha256";

  private static final Option ROLL_OUTS =
      new Option("roll-outs", "whole number", "25600", "trajectories to learn from");
  private static final Option STATES =
      new Option("states", "whole number", "8", "states kept of each trajectory");
  private static final Option ALPHA =
      new Option(
          "alpha",
          "number",
          "0",
          "temperature of the soft value, in units of the score; 0 learns the mean score");
  private static final int HELD_OUT_SHARE = 8;
  private static final int BINS = 4;

  @Override
  public String name() {
    return Utr5.VALUE;
  }

  @Override
  public String summary() {
    return "value of noisy states under utr5-denoiser and utr5-oracle: CNN told the time";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Utr5.DATA,
        TrainingOptions.SEED,
        ROLL_OUTS,
        STATES,
        ALPHA,
        TrainingOptions.steps(16_000),
        TrainingOptions.batch(64),
        TrainingOptions.learningRate(1e-3),
        TrainingOptions.THREADS);
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    double alpha = options.atLeastZero(ALPHA.name());
    TrainingPlan plan = options.plan(folder, 0.01, 0.999);
    Path denoiser = ModelFolder.of(models, Utr5.DENOISER).weights();
    Path oracle = ModelFolder.of(models, Utr5.ORACLE).weights();
    try (CnnDenoiser network = CnnDenoiser.load(denoiser);
        NeuralRegressor scorer = NeuralRegressor.load(oracle)) {
      RollOuts rollOuts =
          new RollOuts(network, scorer, options.count(STATES.name()), options.seed());
      int count = groups(options.count(ROLL_OUTS.name()));
      long start = System.nanoTime();
      progress.say("Rolling out the pre-trained model");
      int judges = groups(count / HELD_OUT_SHARE);
      ValueData heldOut = rollOuts.draw(0, judges, Progress.SILENT);
      ValueData train = rollOuts.draw(judges, count, progress);
      try (CnnValueNet value =
          ValueTrainer.train(
              CnnValueNet.Config.small(Utr5.CODEC.length()),
              train,
              heldOut,
              alpha > 0 ? new ValueLoss.Soft(alpha) : new ValueLoss.Mean(),
              plan,
              p -> progress.step(p.step(), p.steps(), p.status()))) {
        TrainingReport report = TrainingReport.of(name(), values, options.data(), start, plan);
        double[] explained = explained(value, heldOut);
        value.save(folder.weights(), notes(report, denoiser, oracle));
        folder.finish(card(report, folder.parameters(), value, count, alpha, explained));
        for (int bin = 0; bin < BINS; bin++) {
          progress.say(line(bin, explained[bin]));
        }
      }
    }
    progress.say("Written: " + folder.weights());
  }

  /** Rounded up to whole groups. */
  private static int groups(int wanted) {
    int group = PretrainedSamples.GROUP;
    return Math.multiplyExact((wanted + group - 1) / group, group);
  }

  private static Map<String, String> notes(TrainingReport report, Path denoiser, Path oracle)
      throws IOException {
    Map<String, String> notes = new TreeMap<>(report.notes());
    notes.put(OF_DENOISER, ModelSet.sha256(denoiser));
    notes.put(OF_ORACLE, ModelSet.sha256(oracle));
    return notes;
  }

  /** R² of the values as predictions of the final score, by quarter of the time. */
  private static double[] explained(CnnValueNet net, ValueData data) {
    double[] out = new double[BINS];
    for (int b = 0; b < BINS; b++) {
      int bin = b;
      int[] rows =
          IntStream.range(0, data.targets().length)
              .filter(i -> Math.min(BINS - 1, (int) (data.times()[i] * BINS)) == bin)
              .toArray();
      out[b] =
          Accuracy.R_SQUARED.of(
              Arrays.stream(rows).mapToDouble(i -> data.targets()[i]).toArray(),
              Arrays.stream(rows)
                  .mapToDouble(i -> value(net, data.states()[i], data.times()[i]))
                  .toArray());
    }
    return out;
  }

  private static double value(CnnValueNet net, int[] state, double time) {
    return net.values(state, 1, state.length, time)[0];
  }

  private static String line(int bin, double explained) {
    return String.format(
        Locale.ROOT, "| %.2f to %.2f | %.3f |", (double) bin / BINS, (bin + 1.0) / BINS, explained);
  }

  private static String card(
      TrainingReport report,
      int parameters,
      CnnValueNet net,
      int count,
      double alpha,
      double[] explained) {
    StringBuilder table = new StringBuilder("| time | R² |\n|---|---|\n");
    for (int bin = 0; bin < BINS; bin++) {
      table.append(line(bin, explained[bin])).append('\n');
    }
    return String.format(
        Locale.ROOT,
        """
        # utr5-value

        The learned value of the task utr5-mrl: %s a noisy state will end in when
        `utr5-denoiser` goes on unsteered and `utr5-oracle` scores the result. Monte-Carlo regression on
        %d roll-outs of %d steps; the scorer is in scoring mode throughout.

        * Network: `%s`, %d parameters, told the time
        * Output: mean ribosome load, in the data's own unit; only valid with the denoiser and scorer
          whose digests stand in the notes of the weights' file.

        ## Variance of the final score explained, on roll-outs it did not see

        Time 1 is pure noise, where nothing can be known; time 0 is the data.

        %s
        %s""",
        alpha > 0
            ? "the soft value at temperature " + alpha + " of the score"
            : "the mean of the score",
        count,
        Utr5.STEPS,
        net.config(),
        parameters,
        table,
        report.card(Utr5.PROVENANCE));
  }
}
