package dev.lodestar.bench.exact;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How heavy the upper tail of a sample is: the shape k of a generalised Pareto law fitted to its
 * largest fifth. Moments above 1/k do not exist; above one half the error of a mean says little,
 * because the numbers that matter most have probably not been seen.
 *
 * <p>Source: Zhang and Stephens, "A new and efficient estimation method for the generalized Pareto
 * distribution" (2009); its use for importance weights is Vehtari, Simpson, Gelman, Yao, Gabry,
 * "Pareto smoothed importance sampling" (1507.02646), section 3.
 */
public final class Tail {
  /** Tails heavier than this leave no trust in the error of a mean. */
  public static final double TRUSTED = 0.5;

  private static final int LEAST = 5;

  private Tail() {}

  /** The shape k of the upper tail; 0 where too few different numbers stand out. */
  public static double shape(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int largest = (int) Math.min(0.2 * n, 3 * Math.sqrt(n));
    double threshold = sorted[Math.max(0, n - largest - 1)];
    // what equals the threshold to rounding does not stand out
    double margin = 1e-9 * Math.abs(threshold);
    double[] above =
        Arrays.stream(sorted).map(x -> x - threshold).filter(x -> x > margin).toArray();
    return above.length < LEAST ? 0 : fit(above);
  }

  /** The fit to exceedances, ascending. */
  private static double fit(double[] x) {
    int n = x.length;
    int grid = 30 + (int) Math.sqrt(n);
    double quartile = x[(int) (n / 4.0 + 0.5) - 1];
    double[] b = new double[grid];
    double[] likelihood = new double[grid];
    for (int j = 0; j < grid; j++) {
      b[j] = 1 / x[n - 1] + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile);
      double k = shape(b[j], x);
      likelihood[j] = n * (Math.log(-b[j] / k) - k - 1);
    }
    double mean = 0;
    for (int j = 0; j < grid; j++) {
      double mine = likelihood[j];
      mean += b[j] / Arrays.stream(likelihood).map(l -> Math.exp(l - mine)).sum();
    }
    // a weak prior at one half, worth ten numbers
    return (n * shape(mean, x) + 10 * 0.5) / (n + 10);
  }

  private static double shape(double b, double[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> Math.log1p(-b * x[i])).sum() / x.length;
  }
}
