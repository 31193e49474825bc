package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  private static final double[] FOUR = {10, 1, 4, 3};

  @Test
  void interpolatesAsTypeSevenDoes() {
    // R: quantile(c(1, 3, 4, 10), c(0, .25, .5, .9, 1))
    assertEquals(1, Quantiles.of(FOUR, 0));
    assertEquals(2.5, Quantiles.of(FOUR, 0.25), 1e-12);
    assertEquals(3.5, Quantiles.of(FOUR, 0.5), 1e-12);
    assertEquals(8.2, Quantiles.of(FOUR, 0.9), 1e-12);
    assertEquals(10, Quantiles.of(FOUR, 1));
  }

  @Test
  void leavesOutWhatIsNotFinite() {
    double[] values = {Double.NaN, 2, Double.POSITIVE_INFINITY, 4, Double.NEGATIVE_INFINITY};
    assertEquals(3, Quantiles.median(values));
    assertEquals(3, Quantiles.mean(values));
    assertTrue(Double.isNaN(Quantiles.median(new double[] {Double.NaN})));
    assertTrue(Double.isNaN(Quantiles.mean(new double[0])));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThrows(IllegalArgumentException.class, () -> Quantiles.of(FOUR, 1.01));
    assertThrows(IllegalArgumentException.class, () -> Quantiles.of(FOUR, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Quantiles.interval(FOUR, 0, 0.95));
  }

  @Test
  void takesTheRanksOfTheBinomialTable() {
    // n = 20, p = 1/2: P(B <= 5) = 0.0207 and P(B <= 14) = 0.9793, so ranks 6 and 15.
    double[] ranks = new double[20];
    for (int i = 0; i < 20; i++) {
      ranks[i] = i + 1;
    }
    assertEquals(new Quantiles.Interval(6, 15), Quantiles.interval(ranks, 0.5, 0.95));
  }

  @Test
  void saysWhatASmallSampleCannotBound() {
    // P(B = 5) = 2^-5 > 0.025 on either side.
    Quantiles.Interval interval = Quantiles.interval(new double[] {1, 2, 3, 4, 5}, 0.5, 0.95);
    assertFalse(interval.bounded());
    assertTrue(Double.isNaN(interval.low()) && Double.isNaN(interval.high()));
    assertFalse(Quantiles.interval(new double[0], 0.5, 0.95).bounded());
  }

  /**
   * The interval of the 90 % quantile of 100 exponentials covers the true one in at least 95 % of
   * 4,000 samples. Its exact coverage is above 0.95, so the count falls 5 standard deviations below
   * 3,800 with probability under 1e-6.
   */
  @Test
  void coversTheTrueQuantileAsOftenAsItSays() {
    Random random = new Random(11);
    double truth = -Math.log(0.1);
    int covered = 0;
    for (int repeat = 0; repeat < 4000; repeat++) {
      double[] sample = new double[100];
      for (int i = 0; i < sample.length; i++) {
        sample[i] = -Math.log1p(-random.nextDouble());
      }
      Quantiles.Interval interval = Quantiles.interval(sample, 0.9, 0.95);
      covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertTrue(covered > 3800 - 5 * Math.sqrt(4000 * 0.05 * 0.95), "covered " + covered);
    assertTrue(covered < 3990, "far too wide: covered " + covered);
  }

  @Test
  void bearsLargeSamples() {
    double[] values = new double[200_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Quantiles.Interval interval = Quantiles.interval(values, 0.5, 0.95);
    double half = 1.96 * Math.sqrt(values.length) / 2;
    assertEquals(100_000 - half, interval.low(), 3);
    assertEquals(100_000 + half, interval.high(), 3);
  }
}
