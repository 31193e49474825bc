package dev.lodestar.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NormalTest {
  private static double between(double[][] a, double[][] b) {
    return Normal.of(List.of(a)).frechet(Normal.of(List.of(b)));
  }

  private static double[][] normal(int rows, long seed, double[][] mix, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] out = new double[rows][mix.length];
    for (double[] row : out) {
      double[] z = new double[mix.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = random.nextGaussian();
      }
      for (int i = 0; i < z.length; i++) {
        row[i] = shift;
        for (int j = 0; j < z.length; j++) {
          row[i] += mix[i][j] * z[j];
        }
      }
    }
    return out;
  }

  @Test
  void theFrechetDistanceIsThatOfNormals() {
    // covariances 1 and s² commute: |shift|² + Σ (s − 1)²
    double[][] one = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    double[][] other = {{2, 0, 0}, {0, 0.5, 0}, {0, 0, 1}};
    double[][] a = normal(40_000, 1, one, 0);
    assertEquals(0, between(a, a), 1e-9);
    double distance = between(a, normal(40_000, 2, other, 0.5));
    // Monte-Carlo error of the means and deviations: about 0.03
    assertEquals(0.75 + 1 + 0.25, distance, 0.15);
  }

  @Test
  void covariancesThatDoNotCommuteCount() {
    // of diag(4, 1) and its turn by 90 degrees: 2·(5 − 4) = Σ(2 − 1)² twice
    double[][] wide = {{2, 0}, {0, 1}};
    double[][] high = {{1, 0}, {0, 2}};
    double[][] turned = {{Math.sqrt(2), -Math.sqrt(0.5)}, {Math.sqrt(2), Math.sqrt(0.5)}};
    assertEquals(2, between(normal(40_000, 1, wide, 0), normal(40_000, 2, high, 0)), 0.15);
    // by 45 degrees: tr (A^½ B A^½)^½ = √(tr + 2·√det) = √(12.5 + 8)
    assertEquals(
        10 - 2 * Math.sqrt(12.5 + 8),
        between(normal(40_000, 1, wide, 0), normal(40_000, 2, turned, 0)),
        0.1);
  }

  /** In one dimension, and where covariances commute, the distance is a sum of squares. */
  @Test
  void theDistanceOfKnownOnesIsASumOfSquares() {
    double[][] a = {{4, 0}, {0, 1}};
    double[][] b = {{1, 0}, {0, 9}};
    assertEquals(
        9 + 16 + 1 + 4,
        new Normal(new double[] {0, 0}, a).frechet(new Normal(new double[] {3, 4}, b)),
        1e-9);
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    assertEquals(
        5,
        new Normal(new double[2], turned(a, c, s))
            .frechet(new Normal(new double[2], turned(b, c, s))),
        1e-9);
  }

  private static double[][] turned(double[][] m, double c, double s) {
    double p = m[0][0];
    double q = m[1][1];
    return new double[][] {
      {c * c * p + s * s * q, c * s * (p - q)}, {c * s * (p - q), s * s * p + c * c * q}
    };
  }

  @Test
  void twoDrawsOfOneLawAreNear() {
    Random random = new Random(5);
    List<List<double[]>> draws =
        IntStream.range(0, 2)
            .mapToObj(
                k ->
                    IntStream.range(0, 4000)
                        .mapToObj(i -> random.doubles(3, -1, 1).toArray())
                        .toList())
            .toList();
    double distance = Normal.of(draws.get(0)).frechet(Normal.of(draws.get(1)));
    assertTrue(distance < 0.01, "" + distance);
  }

  @Test
  void onePointHasNoCovariance() {
    assertThrows(IllegalArgumentException.class, () -> Normal.of(List.of(new double[2])));
    Normal plane = Normal.of(List.of(new double[2], new double[] {1, 2}));
    Normal space = Normal.of(List.of(new double[3], new double[] {1, 2, 3}));
    assertThrows(IllegalArgumentException.class, () -> plane.frechet(space));
  }
}
