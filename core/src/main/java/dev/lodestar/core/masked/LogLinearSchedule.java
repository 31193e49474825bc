package dev.lodestar.core.masked;

/**
 * The log-linear noise schedule of masked diffusion: a token is masked at time t with probability
 * move(t) = (1 − 10⁻³)·t, that is σ(t) = −log(1 − (1 − 10⁻³)·t).
 *
 * <p>Source: Sahoo et al., "Simple and effective masked diffusion language models" (MDLM,
 * 2406.07524), section 3 and appendix; ends and ε as in the SVDD reference (2408.08252).
 *
 * @param steps T, the number of denoising steps
 * @param end time of the last state, before the final noise removal; 10⁻⁵ in the reference
 */
public record LogLinearSchedule(int steps, double end) implements NoiseSchedule {
  private static final double KEEP = 1e-3;

  public LogLinearSchedule {
    if (steps < 1 || !(end >= 0 && end < 1)) {
      throw new IllegalArgumentException(
          "a schedule needs at least one step and an end in [0, 1), not " + steps + " and " + end);
    }
  }

  /** The reference's schedule. */
  public static LogLinearSchedule of(int steps) {
    return new LogLinearSchedule(steps, 1e-5);
  }

  /** Time of a noise level: 1 at step T, {@code end} at step 0, evenly spaced. */
  @Override
  public double time(int step) {
    if (step < 0 || step > steps) {
      throw new IllegalArgumentException("step " + step + " is not in 0.." + steps);
    }
    return end + (1 - end) * step / steps;
  }

  /** The time at which this schedule masks a token with a given probability, 0 to 0.999. */
  public static double timeOf(double move) {
    return move / (1 - KEEP);
  }

  /** Probability that a token is masked at a noise level. */
  @Override
  public double move(int step) {
    return (1 - KEEP) * time(step);
  }
}
