package dev.lodestar.image.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.Pictures;
import dev.lodestar.image.Png;
import dev.lodestar.torch.LabelledImages;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Shape SHAPE = new Shape(1, 2, 2);

  private static double[][] normal(int rows, long seed, double[][] mix, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] out = new double[rows][mix.length];
    for (double[] row : out) {
      double[] z = random.doubles(mix.length).map(u -> u).toArray();
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
    assertEquals(0, FrechetDistance.between(a, a), 1e-9);
    double distance = FrechetDistance.between(a, normal(40_000, 2, other, 0.5));
    // Monte-Carlo error of the means and deviations: about 0.03
    assertEquals(0.75 + 1 + 0.25, distance, 0.15);
  }

  @Test
  void covariancesThatDoNotCommuteCount() {
    // of diag(4, 1) and its turn by 90 degrees: 2·(5 − 4) = Σ(2 − 1)² twice
    double[][] wide = {{2, 0}, {0, 1}};
    double[][] high = {{1, 0}, {0, 2}};
    double[][] turned = {{Math.sqrt(2), -Math.sqrt(0.5)}, {Math.sqrt(2), Math.sqrt(0.5)}};
    assertEquals(
        2, FrechetDistance.between(normal(40_000, 1, wide, 0), normal(40_000, 2, high, 0)), 0.15);
    // by 45 degrees: tr (A^½ B A^½)^½ = √(tr + 2·√det) = √(12.5 + 8)
    assertEquals(
        10 - 2 * Math.sqrt(12.5 + 8),
        FrechetDistance.between(normal(40_000, 1, wide, 0), normal(40_000, 2, turned, 0)),
        0.1);
  }

  @Test
  void diversityIsTheDifferenceOfPairs() {
    PixelDiversity metric = new PixelDiversity(new ImageCodec(SHAPE));
    String black = Png.text(Pictures.plain(SHAPE, 0));
    String white = Png.text(Pictures.plain(SHAPE, 255));
    assertEquals(1, metric.of(List.of(black, white)), 1e-6);
    assertEquals(0, metric.of(List.of(black, black)), 1e-6);
    assertEquals(2.0 / 3, Math.pow(metric.of(List.of(black, white, black)), 2), 1e-6);
    assertEquals(2.0 / 3, new UniqueFraction().of(List.of(black, white, black)), 1e-12);
  }

  @Test
  void theNearestImageIsFound() {
    LabelledImages known =
        new LabelledImages(
            new byte[] {0, 0, 0, 0, (byte) 255, (byte) 255, (byte) 255, (byte) 255},
            SHAPE,
            new int[2]);
    Latents samples = Latents.of(new float[] {1, 1, 1, 1, -1, -1, -1, 0}, SHAPE);
    assertArrayEquals(new double[] {0, 0.5}, NearestImage.distances(samples, known), 1e-6);
  }
}
