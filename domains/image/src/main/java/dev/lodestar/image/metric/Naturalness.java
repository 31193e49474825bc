package dev.lodestar.image.metric;

import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.TableSchedule;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.image.ImageCodec;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How well the pre-trained model knows an image: the mean squared error with which it finds the
 * image again from noisy versions of it, a weighted bound on −log p.
 *
 * <p>Every image meets the same noise at the same levels, so that equal designs get equal numbers.
 * A plain image is easily found again: the number is to be read beside the pre-trained model's own.
 *
 * <p>Source: Ho, Jain, Abbeel (2006.11239), equation 14, as an error of x_0.
 *
 * @param network the pre-trained model
 * @param codec sizes
 * @param levels of the noise
 */
public record Naturalness(GaussianDenoiser network, ImageCodec codec, List<NoiseLevel> levels)
    implements DesignMetric<String> {
  private static final long SEED = 1;
  private static final double[] ANGLES = {0.2, 0.4, 0.6, 0.8};

  public Naturalness {
    levels = List.copyOf(levels);
  }

  /** Under a network that reads a level by its scale and deviation, as the project's own do. */
  public Naturalness(GaussianDenoiser network, ImageCodec codec) {
    this(network, codec, Arrays.stream(ANGLES).mapToObj(Naturalness::level).toList());
  }

  /** The same noise, at the nearest of the times that a network was trained at. */
  public Naturalness(GaussianDenoiser network, ImageCodec codec, TableSchedule trained) {
    this(
        network,
        codec,
        Arrays.stream(ANGLES).mapToObj(a -> nearest(trained, level(a).sigma())).toList());
  }

  private static NoiseLevel level(double angle) {
    return NoiseLevel.preserving(angle, Math.pow(Math.cos(angle * Math.PI / 2), 2));
  }

  private static NoiseLevel nearest(TableSchedule trained, double sigma) {
    double least = trained.sigma(0);
    double most = trained.sigma(trained.times() - 1);
    double time = trained.timeOf(Math.max(least, Math.min(most, sigma)));
    return trained.at(Math.rint(time));
  }

  @Override
  public String name() {
    return "denoising-error";
  }

  @Override
  public String describe() {
    return "mean squared error of the pre-trained model when it denoises the design, brightness from"
        + " -1 to 1; lower is more familiar to it, or plainer";
  }

  @Override
  public double[] of(List<String> designs) {
    Latents clean = codec.encode(designs);
    int numbers = codec.shape().numbers();
    double[] out = new double[designs.size()];
    for (NoiseLevel level : levels) {
      float[] noisy = new float[clean.data().length];
      for (int i = 0; i < out.length; i++) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int k = i * numbers; k < (i + 1) * numbers; k++) {
          noisy[k] =
              (float) (level.scale() * clean.data()[k] + level.deviation() * random.nextGaussian());
        }
      }
      float[] guess =
          network.head().clean(noisy, network.predict(clean.holding(noisy), level), level);
      for (int k = 0; k < guess.length; k++) {
        double off = guess[k] - clean.data()[k];
        out[k / numbers] += off * off / numbers / levels.size();
      }
    }
    return out;
  }
}
