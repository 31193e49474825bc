package dev.lodestar.core.reward;

/**
 * Falls smoothly from 1 to 0: 1 less {@link Sigmoid}. Source: REINVENT 4, transform {@code
 * reverse_sigmoid}.
 *
 * @param low raw score that counts as good
 * @param high raw score that counts as bad, above {@code low}
 * @param k steepness, positive
 */
public record ReverseSigmoid(double low, double high, double k) implements Transform {
  public ReverseSigmoid {
    Checks.range(low, high, true);
    Checks.positive("k", k);
  }

  @Override
  public double apply(double raw) {
    return Sigmoid.logistic10(-10 * k * (raw - (low + high) / 2) / (high - low));
  }
}
