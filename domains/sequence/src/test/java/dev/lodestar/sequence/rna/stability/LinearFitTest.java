package dev.lodestar.sequence.rna.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearFitTest {
  private static final int N = 200;
  private static final double[] LAW = {0.7, -2, 0.01};

  /** Two groups at levels 5 apart; the last feature never varies. */
  private static LinearFit fitted(double penalty) {
    SplittableRandom random = new SplittableRandom(4);
    double[][] x = new double[N][];
    double[] y = new double[N];
    int[] groups = new int[N];
    for (int i = 0; i < N; i++) {
      groups[i] = i % 4 == 0 ? 1 : 0;
      double at = groups[i] * 3;
      x[i] =
          new double[] {random.nextDouble() + at, random.nextDouble(), 40 * random.nextDouble(), 1};
      y[i] = 5 * groups[i] + 1;
      for (int k = 0; k < LAW.length; k++) {
        y[i] += LAW[k] * x[i][k];
      }
    }
    return LinearFit.of(x, y, groups, penalty);
  }

  @Test
  void aLawIsFoundThoughTheGroupsDiffer() {
    LinearFit fit = fitted(1e-9);
    for (int k = 0; k < LAW.length; k++) {
      assertEquals(LAW[k], fit.weights()[k], 1e-8);
    }
    assertEquals(0, fit.weights()[3]);
    assertEquals(1 + 5 / 4.0, fit.intercept(), 1e-8, "a quarter of the rows is 5 higher");
  }

  @Test
  void aPenaltyShrinksByTheSpreadOfAFeature() {
    LinearFit free = fitted(1e-9);
    LinearFit held = fitted(N);
    for (int k = 0; k < LAW.length; k++) {
      double share = held.weights()[k] / free.weights()[k];
      assertTrue(share > 0.4 && share < 0.6, "feature " + k + " keeps " + share);
    }
  }
}
