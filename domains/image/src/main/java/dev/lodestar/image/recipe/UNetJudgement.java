package dev.lodestar.image.recipe;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.task.Normal;
import dev.lodestar.image.metric.NearestImage;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.LabelledImages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a card says of a diffusion's samples.
 *
 * @param samples number of samples, told every class equally often
 * @param frechet Fréchet distance of the samples to as many test images, in the features of the
 *     guiding classifier
 * @param yardstick the same distance between as many training images and the test images
 * @param asTold share of samples that the classifier takes for the class that was told
 * @param nearest quantiles 0.05 and 0.5 of the distance of a sample to its nearest training image
 * @param unseen the same of test images
 */
record UNetJudgement(
    int samples,
    double frechet,
    double yardstick,
    double asTold,
    List<Double> nearest,
    List<Double> unseen) {
  private static final int COMPARED = 100;

  static UNetJudgement of(Latents drawn, ImageSource.Data data, ImageClassifier features) {
    int n = Math.min(drawn.size(), data.test().size());
    Latents test = ClassifierRecipe.states(scattered(data.test(), n));
    Latents train = ClassifierRecipe.states(scattered(data.train(), n));
    double[][] reference = features.features(test);
    double[][] logs = features.logProbabilities(drawn, NoiseLevel.DATA);
    int right = 0;
    for (int i = 0; i < logs.length; i++) {
      double told = logs[i][drawn.conditions()[i]];
      right += Arrays.stream(logs[i]).allMatch(v -> v <= told) ? 1 : 0;
    }
    int[] some = IntStream.range(0, Math.min(COMPARED, n)).toArray();
    return new UNetJudgement(
        drawn.size(),
        frechet(features.features(drawn), reference),
        frechet(features.features(train), reference),
        (double) right / logs.length,
        quantiles(NearestImage.distances(drawn.select(some), data.train())),
        quantiles(NearestImage.distances(test.select(some), data.train())));
  }

  private static double frechet(double[][] a, double[][] b) {
    return Normal.of(List.of(a)).frechet(Normal.of(List.of(b)));
  }

  /** Images from all over a set, so that a set sorted by class gives all classes. */
  private static LabelledImages scattered(LabelledImages images, int count) {
    return images.select(
        IntStream.range(0, count).map(i -> (int) ((long) i * images.size() / count)).toArray());
  }

  private static List<Double> quantiles(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    return List.of(sorted[(int) (0.05 * (sorted.length - 1))], sorted[sorted.length / 2]);
  }
}
