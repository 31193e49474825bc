package dev.lodestar.core.reward;

/** 1 from {@code high} upwards and 0 below. Source: REINVENT 4, transform {@code right_step}. */
public record RightStep(double high) implements Transform {
  public RightStep {
    Checks.finite("high", high);
  }

  @Override
  public double apply(double raw) {
    return raw >= high ? 1 : 0;
  }
}
