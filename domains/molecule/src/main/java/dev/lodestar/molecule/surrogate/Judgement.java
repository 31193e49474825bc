package dev.lodestar.molecule.surrogate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How well scores were predicted.
 *
 * @param molecules how many were judged
 * @param r2 share of the variance that is explained
 * @param spearman rank correlation, ties by their mean rank
 * @param error mean absolute error, in the score's unit
 */
record Judgement(int molecules, double r2, double spearman, double error) {

  static Judgement of(double[] truth, double[] predicted) {
    double mean = Arrays.stream(truth).average().orElse(Double.NaN);
    double left = 0;
    double all = 0;
    double error = 0;
    for (int i = 0; i < truth.length; i++) {
      double off = truth[i] - predicted[i];
      left += off * off;
      all += (truth[i] - mean) * (truth[i] - mean);
      error += Math.abs(off) / truth.length;
    }
    return new Judgement(
        truth.length, 1 - left / all, pearson(ranks(truth), ranks(predicted)), error);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d, R² %.3f, Spearman %.3f, mean absolute error %.2f",
        molecules,
        r2,
        spearman,
        error);
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double[] ranks(double[] x) {
    Integer[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .toArray(Integer[]::new);
    double[] out = new double[x.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && x[order[to]] == x[order[from]]) {
        to++;
      }
      for (int k = from; k < to; k++) {
        out[order[k]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return out;
  }
}
