package dev.lodestar.bench.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.rng.Philox;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TailTest {
  /** A sample by inversion of evenly spread, shuffled uniform numbers. */
  private static double[] sample(DoubleUnaryOperator inverse, int n) {
    Philox rng = new Philox(1, 0, 0, 0, 0);
    double[] out = new double[n];
    Arrays.setAll(out, i -> inverse.applyAsDouble(rng.nextDouble()));
    return out;
  }

  @Test
  void aParetoLawIsRecognised() {
    for (double k : new double[] {0.3, 0.5, 0.7, 1}) {
      assertEquals(k, Tail.shape(sample(u -> Math.pow(1 - u, -k), 50_000)), 0.12);
    }
    assertEquals(0, Tail.shape(sample(u -> -Math.log1p(-u), 50_000)), 0.1);
  }

  @Test
  void boundedNumbersHaveNoTail() {
    assertTrue(Tail.shape(sample(u -> u, 2_000)) < -0.3);
    assertEquals(0, Tail.shape(sample(u -> 1, 2_000)));
    assertEquals(0, Tail.shape(sample(u -> u < 0.5 ? 1 : 2, 2_000)));
  }
}
