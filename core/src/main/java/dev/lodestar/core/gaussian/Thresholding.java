package dev.lodestar.core.gaussian;

import java.util.Arrays;

/** Keeps clean guesses in the range of the data. */
public sealed interface Thresholding {
  /** Changes one row of clean guesses in place. */
  void apply(float[] clean, int from, int to);

  /** Leaves them alone. */
  record None() implements Thresholding {
    @Override
    public void apply(float[] clean, int from, int to) {}
  }

  /**
   * Clips to ±limit.
   *
   * @param limit of the data, positive
   */
  record Static(double limit) implements Thresholding {
    public Static {
      check(limit);
    }

    @Override
    public void apply(float[] clean, int from, int to) {
      clip(clean, from, to, limit, 1);
    }
  }

  /**
   * Clips each row to ±s, s being a quantile of its absolute values but at least the limit, and
   * scales it back by limit/s.
   *
   * <p>Source: Saharia et al. (Imagen, 2205.11487), section 2.3.
   *
   * @param quantile in (0, 1]; 0.995 in common use
   * @param limit of the data, positive; 1 in the paper
   */
  record Dynamic(double quantile, double limit) implements Thresholding {
    public Dynamic {
      check(limit);
      if (!(quantile > 0 && quantile <= 1)) {
        throw new IllegalArgumentException("the quantile must be in 0..1, not " + quantile);
      }
    }

    @Override
    public void apply(float[] clean, int from, int to) {
      float[] sizes = new float[to - from];
      for (int k = from; k < to; k++) {
        sizes[k - from] = Math.abs(clean[k]);
      }
      Arrays.sort(sizes);
      double at = quantile * (sizes.length - 1);
      int below = (int) at;
      int above = Math.min(below + 1, sizes.length - 1);
      double edge = sizes[below] + (at - below) * (sizes[above] - sizes[below]);
      double s = Math.max(limit, edge);
      clip(clean, from, to, s, limit / s);
    }
  }

  private static void check(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("the limit must be above 0, not " + limit);
    }
  }

  private static void clip(float[] x, int from, int to, double edge, double factor) {
    for (int k = from; k < to; k++) {
      x[k] = (float) (Math.max(-edge, Math.min(edge, x[k])) * factor);
    }
  }
}
