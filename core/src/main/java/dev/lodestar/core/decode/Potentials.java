package dev.lodestar.core.decode;

/** Logarithms of potentials: what a population's weights are made of, factor by factor. */
final class Potentials {
  private Potentials() {}

  /** log exp(v/α) = v/α. */
  static double[] of(double[] values, double alpha) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[i] / alpha;
    }
    return out;
  }

  static double[] plus(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] + b[i];
    }
    return out;
  }

  /** What is lacking of {@code target} after {@code applied}, as logarithms. */
  static double[] increments(double[] target, double[] applied) {
    double[] out = new double[target.length];
    for (int i = 0; i < out.length; i++) {
      // a particle that had no feasible future and was kept for want of a better one starts anew
      out[i] = target[i] - (applied[i] == Double.NEGATIVE_INFINITY ? 0 : applied[i]);
    }
    return out;
  }
}
