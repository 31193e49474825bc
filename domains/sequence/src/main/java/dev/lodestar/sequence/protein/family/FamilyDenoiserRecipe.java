package dev.lodestar.sequence.protein.family;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.recipe.DenoiserRecipe;
import dev.lodestar.sequence.recipe.RecipeOptions;
import dev.lodestar.sequence.recipe.TrainingReport;
import dev.lodestar.torch.DenoiserTrainer;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pre-trains the masked diffusion of a family that its designs are drawn from. */
public abstract class FamilyDenoiserRecipe implements TrainingRecipe {
  /** Variants that say which average of the weights is kept. */
  private static final int VALIDATION = 1024;

  private final Family family;
  private final Choices choices;

  private FamilyDenoiserRecipe(Family family, Choices choices) {
    this.family = family;
    this.choices = choices;
  }

  /** Sizes of the network, and defaults of the options. */
  private record Choices(
      int width, int heads, int layers, int steps, int batch, double rate, int judged) {
    TransformerDenoiser.Config network(int length) {
      return new TransformerDenoiser.Config(
          Alphabet.PROTEIN.size(), TransformerDenoiser.NO_END, length, width, heads, layers);
    }
  }

  /** {@code aav-denoiser}. */
  public static final class Aav extends FamilyDenoiserRecipe {
    public Aav() {
      super(Family.AAV, new Choices(96, 4, 3, 6_000, 128, 2e-3, 512));
    }
  }

  /** {@code gfp-denoiser}. */
  public static final class Gfp extends FamilyDenoiserRecipe {
    public Gfp() {
      super(Family.GFP, new Choices(64, 4, 2, 3_000, 64, 2e-3, 128));
    }
  }

  @Override
  public final String name() {
    return family.denoiser();
  }

  @Override
  public final String summary() {
    return "masked diffusion of variants, learnt from their sequences alone, for " + family.task();
  }

  @Override
  public final List<Option> options() {
    return List.of(
        family.data(),
        Family.SPLIT_SEED,
        TrainingOptions.SEED,
        TrainingOptions.steps(choices.steps),
        TrainingOptions.batch(choices.batch),
        TrainingOptions.learningRate(choices.rate),
        TrainingOptions.THREADS,
        DenoiserRecipe.judged(choices.judged));
  }

  @Override
  public final void run(Map<String, String> values, Path models, Progress progress)
      throws IOException {
    RecipeOptions options = new RecipeOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, 0.01, 0.999);
    int judged = options.count(DenoiserRecipe.JUDGED);
    FamilySplit split =
        FamilySplit.of(Variants.read(options.data(), family.column()), options.splitSeed());
    List<int[]> seen = split.seen();
    int validation = Math.min(VALIDATION, seen.size() / 10);
    int[][] training = seen.subList(validation, seen.size()).toArray(int[][]::new);
    progress.say("%s: %d variants to learn from".formatted(name(), training.length));
    long start = System.nanoTime();
    try (TransformerDenoiser network =
        DenoiserTrainer.train(
            choices.network(training[0].length),
            false,
            training,
            seen.subList(0, validation).toArray(int[][]::new),
            plan,
            p -> progress.step(p.step(), p.steps(), p.status()))) {
      TrainingReport report = TrainingReport.of(name(), values, options.data(), start, plan);
      progress.say("Judging %d samples".formatted(judged));
      FamilyJudgement judgement =
          FamilyJudgement.of(network, split, FamilyTask.steps(network.config().length()), judged);
      Map<String, String> notes = new TreeMap<>(report.notes());
      notes.putAll(judgement.notes());
      network.save(folder.weights(), notes);
      folder.finish(
          card(
              report,
              network.config(),
              folder.parameters(),
              seen.size() - validation,
              validation,
              judgement));
      progress.say(judgement.line());
    }
    progress.say("Written: " + folder.weights());
  }

  private String card(
      TrainingReport report,
      TransformerDenoiser.Config network,
      int parameters,
      int learnt,
      int validation,
      FamilyJudgement judgement) {
    return """
        # %s

        The pre-trained model of the task %s: a masked diffusion of measured variants. It has
        seen their sequences, not the measurements.

        * Network: transformer `%s`, %d parameters, without time conditioning
        * Trained on: %d variants outside of the test that the scorers share; the average of the weights
          that did best on %d more is kept.

        %s
        %s"""
        .formatted(
            name(),
            family.task(),
            network,
            parameters,
            learnt,
            validation,
            judgement.tables(),
            report.card(family::provenance));
  }
}
