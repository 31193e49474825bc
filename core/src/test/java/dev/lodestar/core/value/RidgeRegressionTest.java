package dev.lodestar.core.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.process.CleanOutlook;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {
  private static final int MASK = 3;
  private static final StateFeatures<Tokens> FEATURES = StateFeatures.oneHot(MASK);
  private static final double HOT = 1e9; // a soft average at this temperature is the mean

  private static Tokens states(int rows, int length) {
    Philox rng = new Philox(2, 0, 0, 0, 0);
    int[] data = new int[rows * length];
    Arrays.setAll(data, i -> rng.nextInt(MASK + 1));
    return new Tokens(data, length);
  }

  private static double[] predicted(RidgeRegression<Tokens> fitted, Tokens states) {
    Draws draws = Draws.of(Streams.of(1), 0, states.size(), 0);
    return fitted.predict(new CleanOutlook<>(states), draws);
  }

  @Test
  void aMaskHasNoFeature() {
    double[][] x = FEATURES.of(new Tokens(new int[] {2, MASK}, 2));
    assertArrayEquals(new double[] {0, 0, 1, 0, 0, 0}, x[0]);
  }

  @Test
  void whatIsLinearIsFound() {
    Tokens states = states(200, 4);
    double[][] x = FEATURES.of(states);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < x[i].length; k++) {
        y[i] += (k - 4.5) * x[i][k];
      }
      y[i] += 7;
    }
    RidgeRegression<Tokens> fitted = new RidgeRegression<>(FEATURES, 1e-6);
    fitted.fit(states, y, HOT);
    assertArrayEquals(y, predicted(fitted, states), 1e-3);
  }

  /** At the minimum of Σ(y − f)² + λ|w|² the residuals satisfy Xᵀ(y − f) = λw, and sum to 0. */
  @Test
  void theFitIsTheMinimum() {
    double penalty = 3;
    Tokens states = states(40, 5);
    Philox rng = new Philox(3, 0, 0, 0, 0);
    double[] y = new double[40];
    Arrays.setAll(y, i -> rng.nextGaussian());
    RidgeRegression<Tokens> fitted = new RidgeRegression<>(FEATURES, penalty);
    fitted.fit(states, y, HOT);
    double[] f = predicted(fitted, states);
    double[][] x = FEATURES.of(states);
    Tokens masks = Tokens.filled(1, 5, MASK);
    double nothing = predicted(fitted, masks)[0];
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += y[i] - f[i];
    }
    assertEquals(0, sum, 1e-6);
    for (int k = 0; k < x[0].length; k++) {
      int[] one = masks.data().clone();
      one[k / MASK] = k % MASK;
      double weight = predicted(fitted, new Tokens(one, 5))[0] - nothing;
      double gradient = 0;
      for (int i = 0; i < y.length; i++) {
        gradient += x[i][k] * (y[i] - f[i]);
      }
      assertEquals(penalty * weight, gradient, 1e-6, "weight " + k);
    }
  }

  @Test
  void childrenOfOneStateAreAveragedSoftly() {
    Tokens twice = new Tokens(new int[] {1, 1}, 1);
    RidgeRegression<Tokens> fitted = new RidgeRegression<>(FEATURES, 1);
    fitted.fit(twice, new double[] {0, Math.log(3)}, 1);
    assertEquals(Math.log(2), predicted(fitted, twice)[0], 1e-12);
  }

  @Test
  void statesWithoutAFeasibleChildDoNotCount() {
    double none = Double.NEGATIVE_INFINITY;
    Tokens states = new Tokens(new int[] {0, 1, 1}, 1);
    RidgeRegression<Tokens> fitted = new RidgeRegression<>(FEATURES, 1);
    fitted.fit(states, new double[] {none, 5, none}, 2);
    double half = 5 - 2 * Math.log(2);
    assertArrayEquals(new double[] {half, half, half}, predicted(fitted, states), 1e-12);
    RidgeRegression<Tokens> empty = new RidgeRegression<>(FEATURES, 1);
    empty.fit(states, new double[] {none, none, none}, 2);
    assertArrayEquals(new double[3], predicted(empty, states));
    assertThrows(IllegalArgumentException.class, () -> new RidgeRegression<>(FEATURES, 0));
  }
}
