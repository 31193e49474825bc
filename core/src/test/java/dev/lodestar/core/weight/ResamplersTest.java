package dev.lodestar.core.weight;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplersTest {
  private static final double[] WEIGHTS = {0.02, 0.3, 0, 0.155, 0.005, 0.4, 0.12, 0};

  private static RandomGenerator rng(int trial) {
    return Streams.of(3).at(trial, 0, 0, Purpose.RESAMPLE);
  }

  /** counts[i][trial]: copies of row i. */
  private static double[][] counts(Resampler scheme, int n, int trials) {
    double[][] counts = new double[WEIGHTS.length][trials];
    for (int t = 0; t < trials; t++) {
      int[] ancestors = scheme.ancestors(WEIGHTS, n, rng(t));
      assertEquals(n, ancestors.length);
      for (int k = 0; k < n; k++) {
        assertTrue(k == 0 || ancestors[k] >= ancestors[k - 1], "ascending");
        counts[ancestors[k]][t]++;
      }
    }
    return counts;
  }

  @ParameterizedTest
  @EnumSource(Resamplers.class)
  void copiesAreProportionalToWeightsOnAverage(Resamplers scheme) {
    for (int n : new int[] {1, 3, 8, 50}) {
      double[][] counts = counts(scheme, n, 20_000);
      for (int i = 0; i < WEIGHTS.length; i++) {
        accept(Statistics.meanTest(counts[i], n * WEIGHTS[i]), scheme + " row " + i + " of " + n);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Resamplers.class)
  void aWeightOfZeroIsNeverDrawn(Resamplers scheme) {
    double[][] counts = counts(scheme, 50, 2_000);
    assertEquals(0, Arrays.stream(counts[2]).sum() + Arrays.stream(counts[7]).sum());
    double[] one = {0, 0, 1, 0};
    assertArrayEquals(new int[] {2, 2, 2}, scheme.ancestors(one, 3, rng(0)));
  }

  /** Each scheme's own promise on the number of copies, and the order of their variances. */
  @Test
  void variancesFallFromMultinomialToSystematic() {
    int n = 20;
    double[] total = new double[4];
    for (Resamplers scheme : Resamplers.values()) {
      double[][] counts = counts(scheme, n, 5_000);
      for (int i = 0; i < WEIGHTS.length; i++) {
        double expected = n * WEIGHTS[i];
        for (double c : counts[i]) {
          total[scheme.ordinal()] += (c - expected) * (c - expected) / counts[i].length;
          switch (scheme) {
            case MULTINOMIAL -> {}
            case RESIDUAL -> assertTrue(c >= Math.floor(expected));
            case STRATIFIED -> assertTrue(Math.abs(c - expected) < 2);
            case SYSTEMATIC -> assertTrue(Math.abs(c - expected) < 1);
          }
        }
      }
    }
    assertEquals(
        Arrays.stream(WEIGHTS).map(w -> n * w * (1 - w)).sum(),
        total[Resamplers.MULTINOMIAL.ordinal()],
        0.4);
    assertTrue(total[0] > 1.5 * total[1] && total[0] > 1.5 * total[2], Arrays.toString(total));
    assertTrue(total[3] < total[2], Arrays.toString(total));
  }

  /** Weights that do not add up to 1 exactly must not run past the last row. */
  @ParameterizedTest
  @EnumSource(Resamplers.class)
  void roundingIsHarmless(Resamplers scheme) {
    for (int n : new int[] {3, 7, 49, 1_000}) {
      double[] equal = new double[n];
      Arrays.fill(equal, 1.0 / n);
      double[] little = new double[n];
      Arrays.fill(little, 1e-17);
      little[0] = 1;
      for (int t = 0; t < 50; t++) {
        int[] rows = scheme.ancestors(equal, n, rng(t));
        assertTrue(Arrays.stream(rows).allMatch(r -> r >= 0 && r < n));
        assertArrayEquals(new int[n], scheme.ancestors(little, n, rng(t)));
      }
    }
    double[] equal = {0.25, 0.25, 0.25, 0.25};
    if (scheme != Resamplers.MULTINOMIAL) {
      assertArrayEquals(IntStream.range(0, 4).toArray(), scheme.ancestors(equal, 4, rng(1)));
    }
  }
}
