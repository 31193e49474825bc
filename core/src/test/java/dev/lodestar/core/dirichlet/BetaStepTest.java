package dev.lodestar.core.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.rng.Philox;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaStepTest {
  private static final int BINS = 25;

  @ParameterizedTest
  @CsvSource({"0.07,4", "0.6,9.5", "1,4", "2.5,3", "8,11.25"})
  void sharesAreBetaDistributed(double gain, double mass) {
    BetaStep step = new BetaStep(gain, mass);
    BetaDistribution beta = BetaDistribution.of(gain, mass);
    Philox rng = new Philox(1, 2, 3, 4, 5);
    long[] counts = new long[BINS];
    for (int i = 0; i < 30_000; i++) {
      double u = beta.cumulativeProbability(step.draw(rng));
      counts[(int) Math.min(BINS - 1, u * BINS)]++;
    }
    double[] even = new double[BINS];
    Arrays.fill(even, 1.0 / BINS);
    Statistics.accept(Statistics.gTest(counts, even), "Beta(" + gain + ", " + mass + ")");
    assertEquals(beta.getMean(), step.mean(), 1e-12);
  }

  @Test
  void theLastStepReachesTheVertex() {
    BetaStep last = new BetaStep(Double.POSITIVE_INFINITY, 12);
    assertEquals(1, last.draw(new Philox(1, 2, 3, 4, 5)));
    assertEquals(1, last.mean());
  }
}
