package dev.lodestar.core.exact;

/** The standard normal distribution function. */
final class Phi {
  private Phi() {}

  /**
   * Φ(z) to about 10⁻¹⁵: near the middle by the series φ(z)·Σ z^(2n+1)/(1·3·…·(2n+1)), in the tails
   * by the continued fraction of Mills' ratio.
   *
   * <p>Source: Abramowitz and Stegun, formulas 26.2.11 and 26.2.14.
   */
  static double of(double z) {
    double density = StrictMath.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    if (Math.abs(z) < 4) {
      double term = z;
      double sum = z;
      for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
        term *= z * z / (2 * n + 1);
        sum += term;
      }
      return 0.5 + density * sum;
    }
    double fraction = 0;
    for (int n = 60; n > 0; n--) {
      fraction = n / (Math.abs(z) + fraction);
    }
    double tail = density / (Math.abs(z) + fraction);
    return z < 0 ? tail : 1 - tail;
  }
}
