package dev.lodestar.torch;

import java.util.Arrays;

/**
 * The affine map between a regression network's output and data units.
 *
 * @param mean of the training targets
 * @param scale standard deviation of the training targets, above 0
 */
public record Scaling(double mean, double scale) {
  /** Outputs are in data units already. */
  public static final Scaling IDENTITY = new Scaling(0, 1);

  public Scaling {
    if (!Double.isFinite(mean) || !(scale > 0) || !Double.isFinite(scale)) {
      throw new IllegalArgumentException("Scaling needs a finite mean and a scale above 0");
    }
  }

  /** Standardises {@code targets}; constant targets get scale 1. */
  public static Scaling of(double[] targets) {
    double mean = Arrays.stream(targets).average().orElseThrow();
    double variance = Arrays.stream(targets).map(y -> (y - mean) * (y - mean)).average().orElse(0);
    return new Scaling(mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  double toData(double output) {
    return mean + scale * output;
  }

  double fromData(double value) {
    return (value - mean) / scale;
  }
}
