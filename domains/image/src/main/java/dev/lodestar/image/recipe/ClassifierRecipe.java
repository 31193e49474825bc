package dev.lodestar.image.recipe;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ImageClassifierTrainer;
import dev.lodestar.torch.LabelledImages;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trains a classifier on one random half of a data set: one half for the one that guides, the other
 * for the one that judges.
 */
abstract class ClassifierRecipe implements TrainingRecipe {
  private static final double WEIGHT_DECAY = 0.05;
  private static final double AVERAGE = 0.99;

  /** Share of noisy images in the training of one that guides. */
  private static final double NOISY = 0.5;

  /** Draws the halves. */
  private static final long SPLIT = 1;

  private final ImageSource source;
  private final ImageClassifier.Config config;
  private final boolean guiding;
  private final int steps;

  ClassifierRecipe(ImageSource source, ImageClassifier.Config config, boolean guiding, int steps) {
    this.source = source;
    this.config = config;
    this.guiding = guiding;
    this.steps = steps;
  }

  @Override
  public String name() {
    return source.modelPrefix() + (guiding ? "-classifier" : "-heldout");
  }

  @Override
  public String summary() {
    return "classifier of "
        + source.title()
        + (guiding
            ? " that guides, at all noise levels; trained on one half"
            : " that judges and never guides; trained on the other half");
  }

  @Override
  public List<Option> options() {
    List<Option> out = new ArrayList<>(source.options());
    out.addAll(
        List.of(
            TrainingOptions.SEED,
            TrainingOptions.steps(steps),
            TrainingOptions.batch(64),
            TrainingOptions.learningRate(2e-3),
            TrainingOptions.THREADS));
    return out;
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    TrainingOptions options = new TrainingOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, WEIGHT_DECAY, AVERAGE);
    ImageSource.Data data = source.read(values);
    LabelledImages half = half(data.train(), guiding);
    progress.say("%s: %d images to learn from".formatted(name(), half.size()));
    long start = System.nanoTime();
    try (ImageClassifier network =
        ImageClassifierTrainer.train(
            config,
            half,
            data.test(),
            new ImageClassifierTrainer.Variation(source.mirrored(), guiding ? NOISY : 0),
            plan,
            p -> progress.step(p.step(), p.steps(), p.status()))) {
      double seconds = (System.nanoTime() - start) * 1e-9;
      network.save(folder.weights(), new TreeMap<>(Map.of("recipe", name())));
      folder.finish(
          new ClassifierCard(name(), source, config, guiding, plan, values, seconds)
              .text(
                  half.size(),
                  data.test().size(),
                  accuracy(network, data.test()),
                  accuracy(network, half.first(2000)),
                  folder.parameters()));
    }
    progress.say("Written: " + folder.weights());
  }

  /**
   * One of two random halves. Not every second image: MNIST's images come by turns from two groups
   * of writers, and a classifier of one group does much worse on the other.
   */
  private static LabelledImages half(LabelledImages all, boolean first) {
    SplittableRandom random = new SplittableRandom(SPLIT);
    return all.select(
        IntStream.range(0, all.size()).filter(i -> random.nextBoolean() == first).toArray());
  }

  /** Share of images whose likeliest class is theirs. */
  static double accuracy(ImageClassifier network, LabelledImages images) {
    double[][] logs = network.logProbabilities(states(images), NoiseLevel.DATA);
    int right = 0;
    for (int i = 0; i < logs.length; i++) {
      int best = 0;
      for (int c = 1; c < logs[i].length; c++) {
        best = logs[i][c] > logs[i][best] ? c : best;
      }
      right += best == images.labels()[i] ? 1 : 0;
    }
    return (double) right / logs.length;
  }

  /** Images as clean states. */
  static Latents states(LabelledImages images) {
    int n = images.shape().numbers();
    float[] out = new float[images.size() * n];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.image(i), 0, out, i * n, n);
    }
    return Latents.of(out, images.shape());
  }
}
