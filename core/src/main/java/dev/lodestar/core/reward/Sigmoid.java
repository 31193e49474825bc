package dev.lodestar.core.reward;

/**
 * Rises smoothly from 0 to 1: 1 / (1 + 10^(−10·k·(x − m)/(high − low))) with m the middle of low
 * and high.
 *
 * <p>At {@code low} the result is 1/(1 + 10^(5k)), at {@code high} 1 less that. Source: REINVENT 4,
 * transform {@code sigmoid}.
 *
 * @param low raw score that counts as bad
 * @param high raw score that counts as good, above {@code low}
 * @param k steepness, positive
 */
public record Sigmoid(double low, double high, double k) implements Transform {
  public Sigmoid {
    Checks.range(low, high, true);
    Checks.positive("k", k);
  }

  @Override
  public double apply(double raw) {
    return logistic10(10 * k * (raw - (low + high) / 2) / (high - low));
  }

  /** 1 / (1 + 10^−x), without overflow at either end. */
  static double logistic10(double x) {
    double small = StrictMath.pow(10, -Math.abs(x));
    return x >= 0 ? 1 / (1 + small) : small / (1 + small);
  }
}
