package dev.lodestar.image.recipe;

import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.scorer.JpegSize;
import dev.lodestar.image.task.ImageValues;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ImageValueData;
import dev.lodestar.torch.ImageValueNet;
import dev.lodestar.torch.ImageValueTrainer;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import dev.lodestar.torch.UNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns the value of noisy images by Monte-Carlo regression: roll-outs of the pre-trained
 * diffusion, scored by the guiding scorer.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 3; plain squared error as in its reference code. What
 * differs is said at {@link ImageValueTrainer}.
 */
public abstract class ImageValueRecipe implements TrainingRecipe {
  private static final Option ROLL_OUTS =
      new Option("roll-outs", "whole number", "3072", "trajectories to learn from");
  private static final Option SAMPLING =
      new Option("sampling-steps", "whole number", "25", "denoising steps of a trajectory");
  private static final int HELD_OUT_SHARE = 12;
  private static final double WEIGHT_DECAY = 0.01;
  private static final double AVERAGE = 0.995;

  private final ImageSource source;
  private final ImageValueNet.Config config;
  private final String towards;

  private ImageValueRecipe(ImageSource source, ImageValueNet.Config config, String towards) {
    this.source = source;
    this.config = config;
    this.towards = towards;
  }

  /** {@code mnist-value}: of all ten digits, so that one network serves whichever is asked for. */
  public static final class Mnist extends ImageValueRecipe {
    public Mnist() {
      super(
          ImageSource.MNIST,
          new ImageValueNet.Config(1, 28, 2, 10, List.of(32, 48), 16),
          "log-probability of each digit under `mnist-classifier`");
    }

    @Override
    Scorer scorer(Path models) throws IOException {
      Path file = ModelFolder.of(models, "mnist-classifier").weights();
      ImageClassifier network = ImageClassifier.load(file);
      ImageCodec codec = new ImageCodec(network.config().shape());
      return new Scorer(
          designs -> network.logProbabilities(codec.encode(designs), NoiseLevel.DATA),
          Map.of(ImageValues.OF_CLASSIFIER, ImageValues.sha256(file)),
          network::close);
    }
  }

  /** {@code cifar-value}. */
  public static final class Cifar extends ImageValueRecipe {
    public Cifar() {
      super(
          ImageSource.CIFAR,
          new ImageValueNet.Config(3, 32, 2, 1, List.of(32, 48), 16),
          "size as a JPEG file of quality 95, in kB, with a minus before it");
    }

    @Override
    Scorer scorer(Path models) {
      Reward<String> size = new JpegSize.Compressibility().create(Map.of());
      return new Scorer(
          designs ->
              size.score(designs).stream()
                  .map(s -> new double[] {((Score.Value) s).value()})
                  .toArray(double[][]::new),
          Map.of(),
          () -> {});
    }
  }

  /**
   * What roll-outs are scored by.
   *
   * @param notes for the weights' file: what it was
   * @param freed when the training is over
   */
  record Scorer(ImageRollOuts.Rewards rewards, Map<String, String> notes, Runnable freed)
      implements AutoCloseable {
    @Override
    public void close() {
      freed.run();
    }
  }

  abstract Scorer scorer(Path models) throws IOException;

  @Override
  public String name() {
    return ImageValues.name(source.modelPrefix());
  }

  @Override
  public String summary() {
    return "value of noisy images under %s-unet: %s"
        .formatted(source.modelPrefix(), towards.replace("`", ""));
  }

  @Override
  public List<Option> options() {
    return List.of(
        TrainingOptions.SEED,
        ROLL_OUTS,
        SAMPLING,
        TrainingOptions.steps(3_000),
        TrainingOptions.batch(64),
        TrainingOptions.learningRate(2e-3),
        TrainingOptions.THREADS);
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    TrainingOptions options = new TrainingOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, WEIGHT_DECAY, AVERAGE);
    int count = options.count(ROLL_OUTS.name());
    int judges = Math.max(1, count / HELD_OUT_SHARE);
    Path weights = ModelFolder.of(models, source.modelPrefix() + "-unet").weights();
    long start = System.nanoTime();
    try (UNet network = UNet.load(weights);
        Scorer scorer = scorer(models)) {
      progress.say("Rolling out " + weights);
      ImageRollOuts rollOuts =
          new ImageRollOuts(
              network.halved(), scorer.rewards, options.count(SAMPLING.name()), options.seed());
      ImageRollOuts.Judges heldOut = rollOuts.judges(0, judges);
      ImageValueData train = rollOuts.ends(judges, count, progress);
      try (ImageValueNet net =
          ImageValueTrainer.train(
              config.sized(network.config().shape()),
              train,
              source.mirrored(),
              heldOut.data(),
              plan,
              p -> progress.step(p.step(), p.steps(), p.status()))) {
        double seconds = (System.nanoTime() - start) * 1e-9;
        Map<String, String> notes = new TreeMap<>(scorer.notes);
        notes.put("recipe", name());
        notes.put("options", source.shown(values));
        notes.put(ImageValues.OF_DENOISER, ImageValues.sha256(weights));
        net.save(folder.weights(), notes);
        List<ImageValueCard.Explained> explained = ImageValueCard.explained(net, heldOut);
        folder.finish(
            new ImageValueCard(name(), source, towards, plan, values, seconds)
                .text(net.config(), count, rollOuts.steps(), explained, folder.parameters()));
        explained.forEach(e -> progress.say(e.line()));
      }
    }
    progress.say("Written: " + folder.weights());
  }
}
