package dev.lodestar.core.gaussian;

/**
 * How noisy a state is: x_t = scale·x_0 + deviation·ε with ε standard normal.
 *
 * <p>With scale² + deviation² = 1 the path is variance-preserving and scale² is ᾱ_t of DDPM; with
 * scale + deviation = 1 it is the straight path of flow matching; with scale = 1 it is
 * variance-exploding.
 *
 * @param time what the network is told, in the units of its training: the index of the training
 *     step for DDPM, t in [0, 1] for flow matching
 * @param scale share of the clean state, 0 to 1
 * @param deviation standard deviation of the noise, at least 0
 */
public record NoiseLevel(double time, double scale, double deviation) {
  /** No noise. */
  public static final NoiseLevel DATA = new NoiseLevel(0, 1, 0);

  public NoiseLevel {
    if (!(scale >= 0 && scale <= 1 && deviation >= 0 && scale + deviation > 0)
        || Double.isInfinite(deviation)
        || !Double.isFinite(time)) {
      throw new IllegalArgumentException(
          "a noise level of time "
              + time
              + " with scale "
              + scale
              + " and deviation "
              + deviation
              + "; scales are in 0..1, deviations at least 0");
    }
  }

  /** The variance-preserving level of ᾱ in (0, 1]. */
  public static NoiseLevel preserving(double time, double alphaBar) {
    return new NoiseLevel(time, Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar));
  }

  /** deviation/scale, the noise beside a clean state of scale 1 (σ of Karras et al.). */
  public double sigma() {
    return deviation / scale;
  }

  /**
   * The forward kernel from a lower level: x_this = ratio·x_lower + spread·ε, with ratio =
   * scale/scale_lower and spread² = deviation² − ratio²·deviation_lower².
   */
  public double ratio(NoiseLevel lower) {
    return scale / lower.scale;
  }

  /** Standard deviation of the forward kernel from a lower level. */
  public double spread(NoiseLevel lower) {
    double kept = ratio(lower) * lower.deviation;
    return Math.sqrt(Math.max(0, deviation * deviation - kept * kept));
  }
}
