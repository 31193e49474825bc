package dev.lodestar.bench.paper;

import dev.lodestar.run.report.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap of quantiles (Efron and Tibshirani 1993, chapter 13), by whole families:
 * designs that descend from one start are drawn together, because they are not independent.
 */
final class Bootstrap {
  /** An estimate and its 95 % interval; NaN where there is nothing to estimate from. */
  record Estimate(double value, double low, double high) {
    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);
  }

  private static final int DRAWS = 2000;
  private static final long SEED = 1;

  private Bootstrap() {}

  /** A quantile of a column. */
  static Estimate quantile(double[] column, List<int[]> families, double p) {
    return estimate(Quantiles.of(column, p), draws(column, families, p, SEED));
  }

  /** The difference of the medians of two sets that were made apart. */
  static Estimate difference(
      double[] one, List<int[]> families, double[] other, List<int[]> otherFamilies) {
    double[] first = draws(one, families, 0.5, SEED);
    double[] second = draws(other, otherFamilies, 0.5, SEED + 1);
    return estimate(
        Quantiles.median(one) - Quantiles.median(other),
        IntStream.range(0, Math.min(first.length, second.length))
            .mapToDouble(i -> first[i] - second[i])
            .toArray());
  }

  /** Draws of a single family say nothing of how it might have come out. */
  private static Estimate estimate(double value, double[] draws) {
    return Double.isFinite(value)
        ? new Estimate(value, Quantiles.of(draws, 0.025), Quantiles.of(draws, 0.975))
        : Estimate.NONE;
  }

  private static double[] draws(double[] column, List<int[]> families, double p, long seed) {
    if (families.size() < 2) {
      return new double[] {};
    }
    SplittableRandom rng = new SplittableRandom(seed);
    double[] out = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double[] drawn =
          IntStream.range(0, families.size())
              .mapToObj(f -> families.get(rng.nextInt(families.size())))
              .flatMapToInt(Arrays::stream)
              .mapToDouble(row -> column[row])
              .toArray();
      out[i] = Quantiles.of(drawn, p);
    }
    return out;
  }
}
