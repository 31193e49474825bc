package dev.lodestar.core.reward;

/**
 * slope·x + offset: a change of units, or of direction.
 *
 * @param slope finite and not 0
 * @param offset finite
 */
public record Linear(double slope, double offset) implements Transform {
  public Linear {
    Checks.finite("slope", slope);
    Checks.finite("offset", offset);
    if (slope == 0) {
      throw new IllegalArgumentException("'slope' is 0, which would make every score the same");
    }
  }

  @Override
  public double apply(double raw) {
    return slope * raw + offset;
  }
}
