package dev.lodestar.core.exact;

import java.util.Arrays;

/**
 * The exact law of SVDD's designs at any width and temperature, whatever its values: not the target
 * p*, which it reaches only as the width grows, but what a finite width gives.
 *
 * <p>Of M independent children of which one is kept in proportion to w = exp(v̂/α), child c is kept
 * with probability M·p_c·w_c·E[1/(w_c + S)], S the sum of M − 1 other weights, and E[1/X] = ∫
 * E[exp(−uX)] du over u from 0. In y = log u the integrand is analytic and falls off at both ends,
 * so that the trapezoidal rule is exact to rounding.
 */
public final class SvddLaw {
  private static final double STEP = 0.03;

  private SvddLaw() {}

  /**
   * The law of designs, by state number.
   *
   * @param values v̂_t of every state, shape [T + 1, states]
   * @param width M, children a particle, at least 1
   * @param alpha temperature in reward units; 0 keeps the best child
   */
  public static double[] of(ExactMasked process, double[][] values, int width, double alpha) {
    double[] law = process.prior();
    for (int t = process.steps(); t > 0; t--) {
      double[] next = new double[law.length];
      for (int s = 0; s < law.length; s++) {
        if (law[s] > 0) {
          ExactMasked.Transition kernel = process.kernel(t, s);
          double[] v = values[t - 1];
          double[] of = Arrays.stream(kernel.states()).mapToDouble(c -> v[c]).toArray();
          double[] kept = kept(kernel.probabilities(), of, width, alpha);
          for (int c = 0; c < kept.length; c++) {
            next[kernel.states()[c]] += law[s] * kept[c];
          }
        }
      }
      law = next;
    }
    return process.designs(law);
  }

  /**
   * Probability that the kept one of {@code width} independent draws is each outcome.
   *
   * @param p probabilities of the outcomes
   * @param values their values; negative infinity is kept only where no draw is better
   */
  static double[] kept(double[] p, double[] values, int width, double alpha) {
    double max = Arrays.stream(values).max().orElseThrow();
    if (alpha == 0 || max == Double.NEGATIVE_INFINITY) {
      return best(p, values, width);
    }
    double[] w = Arrays.stream(values).map(v -> StrictMath.exp((v - max) / alpha)).toArray();
    double[] out = new double[p.length];
    double[] falls = new double[p.length];
    double least = Arrays.stream(w).filter(x -> x > 0).min().orElseThrow();
    for (double y = -45 - StrictMath.log(width); y < StrictMath.log(800 / least); y += STEP) {
      double u = StrictMath.exp(y);
      double transform = 0;
      for (int c = 0; c < p.length; c++) {
        falls[c] = StrictMath.exp(-u * w[c]);
        transform += p[c] * falls[c];
      }
      double others = StrictMath.pow(transform, width - 1);
      for (int c = 0; c < p.length; c++) {
        out[c] += STEP * u * width * p[c] * w[c] * falls[c] * others;
      }
    }
    double zero = 0;
    for (int c = 0; c < p.length; c++) {
      zero += w[c] == 0 ? p[c] : 0;
    }
    for (int c = 0; c < p.length; c++) {
      // where all draws have weight zero, any of them is kept
      out[c] = w[c] == 0 ? p[c] * StrictMath.pow(zero, width - 1) : out[c];
    }
    return out;
  }

  /** Probability that each outcome is the first of the best of {@code width} independent draws. */
  public static double[] best(double[] p, double[] values, int width) {
    double[] out = new double[p.length];
    for (int c = 0; c < p.length; c++) {
      double below = 0;
      double equal = 0;
      for (int k = 0; k < p.length; k++) {
        below += values[k] < values[c] ? p[k] : 0;
        equal += values[k] == values[c] ? p[k] : 0;
      }
      if (p[c] == 0) {
        continue;
      }
      double isBest = StrictMath.pow(below + equal, width) - StrictMath.pow(below, width);
      out[c] = p[c] / equal * isBest;
    }
    return out;
  }
}
