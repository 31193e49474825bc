package dev.lodestar.core.weight;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The usual resampling schemes; all unbiased, in falling order of variance: multinomial, residual,
 * stratified, systematic.
 *
 * <p>Source: Douc, Cappé, Moulines, "Comparison of resampling schemes for particle filtering",
 * 2005.
 */
public enum Resamplers implements Resampler {
  /** n independent draws. */
  MULTINOMIAL {
    @Override
    public int[] ancestors(double[] weights, int n, RandomGenerator rng) {
      double[] points = new double[n];
      Arrays.setAll(points, i -> rng.nextDouble());
      Arrays.sort(points);
      return invert(weights, points);
    }
  },
  /** ⌊n·w⌋ copies for certain, the rest multinomially by what is left over. */
  RESIDUAL {
    @Override
    public int[] ancestors(double[] weights, int n, RandomGenerator rng) {
      double[] rest = new double[weights.length];
      int[] out = new int[n];
      int filled = 0;
      double left = 0;
      for (int i = 0; i < weights.length; i++) {
        int sure = Math.min((int) (n * weights[i]), n - filled);
        Arrays.fill(out, filled, filled + sure, i);
        filled += sure;
        rest[i] = Math.max(0, n * weights[i] - sure);
        left += rest[i];
      }
      if (filled < n) {
        for (int i = 0; i < rest.length; i++) {
          rest[i] /= left;
        }
        int[] drawn = MULTINOMIAL.ancestors(rest, n - filled, rng);
        System.arraycopy(drawn, 0, out, filled, drawn.length);
        Arrays.sort(out);
      }
      return out;
    }
  },
  /** One draw in each of n equal strata. */
  STRATIFIED {
    @Override
    public int[] ancestors(double[] weights, int n, RandomGenerator rng) {
      double[] points = new double[n];
      Arrays.setAll(points, i -> (i + rng.nextDouble()) / n);
      return invert(weights, points);
    }
  },
  /** The same offset in each of n equal strata. */
  SYSTEMATIC {
    @Override
    public int[] ancestors(double[] weights, int n, RandomGenerator rng) {
      double offset = rng.nextDouble();
      double[] points = new double[n];
      Arrays.setAll(points, i -> (i + offset) / n);
      return invert(weights, points);
    }
  };

  /** Indices whose share of the unit interval holds the sorted points. */
  private static int[] invert(double[] weights, double[] points) {
    int last = weights.length - 1;
    while (last > 0 && weights[last] == 0) {
      last--; // rounding must not hand the end of the interval to a weight of zero
    }
    int[] out = new int[points.length];
    int i = 0;
    double upTo = weights[0];
    for (int k = 0; k < points.length; k++) {
      while (points[k] >= upTo && i < last) {
        upTo += weights[++i];
      }
      out[k] = i;
    }
    return out;
  }
}
