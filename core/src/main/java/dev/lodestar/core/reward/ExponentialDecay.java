package dev.lodestar.core.reward;

/**
 * 1 up to 0, exp(−k·x) above. Source: REINVENT 4, transform {@code exponential_decay}.
 *
 * @param k rate per raw unit, positive
 */
public record ExponentialDecay(double k) implements Transform {
  public ExponentialDecay {
    Checks.positive("k", k);
  }

  @Override
  public double apply(double raw) {
    return raw < 0 ? 1 : StrictMath.exp(-k * raw);
  }
}
