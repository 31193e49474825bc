package dev.lodestar.sequence.metric;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.torch.Likelihood;
import java.util.List;
import java.util.Locale;

/**
 * How likely designs are under the pre-trained model: the variational bound on −log p in nats a
 * letter.
 *
 * <p>Every design is estimated from the same masks, so equal designs get equal numbers and none
 * depends on its company.
 *
 * @param denoiser the pre-trained model
 * @param alphabet its letters
 * @param natural the bound of real sequences the model did not see
 * @param uniform the bound of uniform random sequences: the yardstick
 */
public record Naturalness(TokenDenoiser denoiser, Alphabet alphabet, Spread natural, Spread uniform)
    implements DesignMetric<String> {
  private static final long SEED = 1;

  /** Mean and standard deviation. */
  public record Spread(double mean, double deviation) {
    /** Of at least two numbers. */
    public static Spread of(double[] x) {
      double mean = 0;
      for (double v : x) {
        mean += v / x.length;
      }
      double square = 0;
      for (double v : x) {
        square += (v - mean) * (v - mean) / (x.length - 1);
      }
      return new Spread(mean, Math.sqrt(square));
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.4f ± %.4f", mean, deviation);
    }

    /** Reads {@link #toString}. */
    public static Spread parse(String text) {
      String[] parts = text.split(" ± ");
      return new Spread(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }
  }

  @Override
  public String name() {
    return "naturalness";
  }

  @Override
  public String describe() {
    return "bound on -log p under the pre-trained model, nats a letter; lower is more natural"
        + " (unseen real sequences "
        + natural
        + ", uniform random "
        + uniform
        + ")";
  }

  @Override
  public double[] of(List<String> designs) {
    return designs.stream().mapToDouble(d -> bound(denoiser, alphabet.tokens(d))).toArray();
  }

  /** The bound of one sequence in nats a letter, every masking level visited once. */
  public static double bound(TokenDenoiser denoiser, int[] tokens) {
    int n = tokens.length;
    return Likelihood.bound(denoiser, tokens, 1, n, n, SEED)[0] / n;
  }
}
