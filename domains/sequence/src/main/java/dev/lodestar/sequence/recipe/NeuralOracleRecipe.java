package dev.lodestar.sequence.recipe;

import dev.lodestar.core.task.Progress;
import dev.lodestar.sequence.task.BothStrands;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.RegressorConfig;
import dev.lodestar.torch.RegressorTrainer;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Trains one network as a scorer. */
public abstract class NeuralOracleRecipe extends OracleRecipe {
  private static final double AVERAGE = 0.998;

  /**
   * The recipe's own choices.
   *
   * @param steps default of the option
   * @param batch default of the option
   * @param rate default of the option
   * @param decay of the weights
   */
  public record Choices(RegressorConfig network, int steps, int batch, double rate, double decay) {}

  protected abstract Choices choices();

  /** Whether targets are labels, of which the network learns the log-odds. */
  protected boolean labels() {
    return false;
  }

  /** Whether it learns, and scores, both strands alike. */
  protected boolean bothStrands() {
    return false;
  }

  /** The options of the data: file and split. */
  protected abstract List<Option> dataOptions();

  @Override
  public final List<Option> options() {
    List<Option> out = new ArrayList<>(dataOptions());
    out.addAll(
        List.of(
            TrainingOptions.SEED,
            TrainingOptions.steps(choices().steps),
            TrainingOptions.batch(choices().batch),
            TrainingOptions.learningRate(choices().rate),
            TrainingOptions.THREADS));
    return out;
  }

  @Override
  protected final void check(RecipeOptions options, ModelFolder folder) {
    options.plan(folder, choices().decay, AVERAGE);
  }

  @Override
  protected final Fitted fit(
      OracleData data,
      RecipeOptions options,
      Map<String, String> values,
      ModelFolder folder,
      Progress progress)
      throws IOException {
    TrainingPlan plan = options.plan(folder, choices().decay, AVERAGE);
    long start = System.nanoTime();
    NeuralRegressor network = train(data, plan, progress);
    return new Fitted(
        bothStrands() ? new BothStrands(network) : network,
        TrainingReport.of(name(), values, options.data(), start, plan),
        network::save,
        choices().network.toString(),
        network::close);
  }

  private NeuralRegressor train(OracleData data, TrainingPlan plan, Progress progress) {
    Labelled training = bothStrands() ? data.training().bothStrands() : data.training();
    Consumer<dev.lodestar.torch.Progress> report =
        p -> progress.step(p.step(), p.steps(), p.status());
    return labels()
        ? RegressorTrainer.classify(
            choices().network,
            training.tokens(),
            training.targets(),
            data.validation().tokens(),
            data.validation().targets(),
            plan,
            report)
        : RegressorTrainer.train(
            choices().network,
            training.tokens(),
            training.targets(),
            data.validation().tokens(),
            data.validation().targets(),
            plan,
            report);
  }
}
