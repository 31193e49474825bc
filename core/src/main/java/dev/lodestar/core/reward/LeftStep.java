package dev.lodestar.core.reward;

/** 1 up to {@code low} and 0 above. Source: REINVENT 4, transform {@code left_step}. */
public record LeftStep(double low) implements Transform {
  public LeftStep {
    Checks.finite("low", low);
  }

  @Override
  public double apply(double raw) {
    return raw <= low ? 1 : 0;
  }
}
