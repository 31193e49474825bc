package dev.lodestar.core.reward;

/**
 * 1 from {@code low} to {@code high}, both included, and 0 elsewhere. Source: REINVENT 4, transform
 * {@code step}.
 */
public record Step(double low, double high) implements Transform {
  public Step {
    Checks.range(low, high, false);
  }

  @Override
  public double apply(double raw) {
    return low <= raw && raw <= high ? 1 : 0;
  }
}
