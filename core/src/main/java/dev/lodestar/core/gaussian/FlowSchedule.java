package dev.lodestar.core.gaussian;

import java.util.stream.IntStream;

/**
 * The straight path of flow matching, x_t = (1 − t)·x_0 + t·ε, from the data at t = 0 to noise at t
 * = 1.
 *
 * <p>Source: Lipman et al. (2210.02747), section 4.1 with σ_min = 0; Liu et al. (rectified flow,
 * 2209.03003).
 */
public record FlowSchedule() implements NoiseSchedule {
  @Override
  public NoiseLevel at(double time) {
    return new NoiseLevel(time, 1 - time, time);
  }

  @Override
  public double last() {
    return 1;
  }

  @Override
  public double horizon() {
    return 1;
  }

  /** Evenly spaced times up to 1. */
  public NoiseLevels levels(int steps) {
    return levels(IntStream.rangeClosed(1, steps).mapToDouble(i -> (double) i / steps).toArray());
  }
}
