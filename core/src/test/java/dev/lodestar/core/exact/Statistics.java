package dev.lodestar.core.exact;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tests of hypotheses with one false-alarm rate: 10⁻⁹ a check, so that the fewer than a thousand
 * checks of this module raise a false alarm once in a million seeds.
 */
public final class Statistics {
  /** False-alarm rate of one check. */
  public static final double ALARM = 1e-9;

  private static final double LEAST_EXPECTED = 8;

  private Statistics() {}

  /**
   * p-value of the G-test that counts come from probabilities; outcomes expected fewer than 8 times
   * are pooled into one. 0 where an impossible outcome was seen.
   */
  public static double gTest(long[] counts, double[] probabilities) {
    long n = Arrays.stream(counts).sum();
    double g = 0;
    int bins = 0;
    long rareCount = 0;
    double rare = 0;
    for (int i = 0; i < counts.length; i++) {
      if (probabilities[i] <= 0 && counts[i] > 0) {
        return 0;
      }
      if (n * probabilities[i] < LEAST_EXPECTED) {
        rareCount += counts[i];
        rare += probabilities[i];
      } else {
        g += term(counts[i], n * probabilities[i]);
        bins++;
      }
    }
    if (n * rare >= LEAST_EXPECTED) {
      g += term(rareCount, n * rare);
      bins++;
    } else if (rareCount > 60) {
      return 0; // far beyond what a pool expected fewer than 8 times can hold
    }
    return bins < 2
        ? 1
        : ChiSquaredDistribution.of(bins - 1).survivalProbability(Math.max(0, 2 * g));
  }

  private static double term(long seen, double expected) {
    return seen == 0 ? expected - seen : seen * Math.log(seen / expected) + expected - seen;
  }

  /** Two-sided p-value of the hypothesis that independent numbers have the given mean. */
  public static double meanTest(double[] x, double expected) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
    double error = Math.sqrt(squares / (x.length - 1.0) / x.length);
    if (error == 0) {
      return Math.abs(mean - expected) <= 1e-9 * Math.abs(expected) ? 1 : 0;
    }
    double z = Math.abs(mean - expected) / error;
    return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
  }

  /** Fails where a p-value lies below the false-alarm rate. */
  public static void accept(double pValue, String what) {
    assertTrue(pValue > ALARM, what + ": p = " + pValue);
  }

  /** Total-variation distance of two laws. */
  public static double distance(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs(p[i] - q[i]);
    }
    return sum / 2;
  }
}
