package dev.lodestar.core.weight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LogWeightsTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  @Test
  void sumsAreStableFarFromOne() {
    LogWeights w = LogWeights.of(1e4, 1e4 + Math.log(3));
    assertEquals(1e4 + Math.log(4), w.logSum(), 1e-9);
    assertEquals(1e4 + Math.log(2), w.logMean(), 1e-9);
    assertArrayEquals(new double[] {0.25, 0.75}, w.normalised(), 1e-12);
    assertEquals(1 / (0.25 * 0.25 + 0.75 * 0.75), w.ess(), 1e-9);
    assertEquals(w.ess(), LogWeights.of(-2e4, -2e4 + Math.log(3)).ess(), 1e-9);
  }

  @Test
  void zeroWeightsStayZero() {
    LogWeights w = LogWeights.of(NONE, 0).times(new double[] {NONE, 1}).times(new double[] {5, 1});
    assertArrayEquals(new double[] {NONE, 2}, w.toArray());
    assertArrayEquals(new double[] {0, 1}, w.normalised());
    assertEquals(1, w.ess(), 1e-12);
  }

  @Test
  void noWeightAtAll() {
    LogWeights w = LogWeights.of(NONE, NONE);
    assertEquals(NONE, w.logSum());
    assertEquals(0, w.ess());
    assertArrayEquals(new double[] {0.5, 0.5}, w.normalised());
    assertEquals(NONE, LogWeights.logSumExp(new double[0], 0, 0));
  }

  @Test
  void equalWeightsAreUniform() {
    assertTrue(LogWeights.ones(3).uniform());
    assertTrue(LogWeights.of(2, 2).uniform());
    assertFalse(LogWeights.of(2, 2.1).uniform());
    assertEquals(3, LogWeights.ones(3).ess(), 1e-12);
  }

  @Test
  void refusesWhatIsNoWeight() {
    assertThrows(IllegalArgumentException.class, () -> LogWeights.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> LogWeights.of(Double.POSITIVE_INFINITY));
  }

  @Test
  void isImmutable() {
    double[] log = {1, 2};
    LogWeights w = LogWeights.of(log);
    log[0] = 9;
    w.toArray()[1] = 9;
    assertArrayEquals(new double[] {1, 2}, w.toArray());
  }
}
