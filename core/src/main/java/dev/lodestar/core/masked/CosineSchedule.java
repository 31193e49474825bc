package dev.lodestar.core.masked;

/**
 * The cosine noise schedule: a token is kept with probability cos²((t + s)/(1 + s)·π/2), s = 0.008,
 * relative to its value at t = 0; a share of 10⁻³ is always kept, so that σ stays finite.
 *
 * <p>Source: Nichol and Dhariwal, "Improved denoising diffusion probabilistic models" (2102.09672),
 * equation 17; D3PM (2107.03006), section 4, takes it for uniform noise.
 *
 * @param steps T, the number of denoising steps
 */
public record CosineSchedule(int steps) implements NoiseSchedule {
  private static final double KEEP = 1e-3;
  private static final double OFFSET = 0.008;

  public CosineSchedule {
    if (steps < 1) {
      throw new IllegalArgumentException("a schedule needs at least one step, not " + steps);
    }
  }

  @Override
  public double time(int step) {
    if (step < 0 || step > steps) {
      throw new IllegalArgumentException("step " + step + " is not in 0.." + steps);
    }
    return (double) step / steps;
  }

  @Override
  public double move(int step) {
    return (1 - KEEP) * (1 - square(time(step)) / square(0));
  }

  private static double square(double time) {
    double cos = StrictMath.cos((time + OFFSET) / (1 + OFFSET) * StrictMath.PI / 2);
    return cos * cos;
  }
}
