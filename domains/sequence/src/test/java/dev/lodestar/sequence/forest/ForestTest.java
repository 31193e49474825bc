package dev.lodestar.sequence.forest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.recipe.Accuracy;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Trees, and how they are grown. */
class ForestTest {
  private final SplittableRandom random = new SplittableRandom(3);

  private float[][] rows(int n, int features) {
    float[][] out = new float[n][features];
    for (float[] row : out) {
      for (int f = 0; f < features; f++) {
        row[f] = (float) random.nextDouble();
      }
    }
    return out;
  }

  private static double[] predicted(Forest forest, float[][] rows) {
    return Arrays.stream(rows).mapToDouble(forest::score).toArray();
  }

  @Test
  void aBranchSendsWhatIsAtMostItsValueToItsFirstChild() {
    // feature 0 at 1 -> (feature 1 at 2 -> 10, 20), 40; then a tree of one leaf
    Forest forest =
        new Forest(0.5, new int[] {0, 1, -1, -1, -1, -1}, new float[] {1, 2, 40, 10, 20, 100});
    assertEquals(2, forest.trees());
    assertEquals(2, forest.width());
    assertEquals(110.5, forest.score(new float[] {1, 2}));
    assertEquals(120.5, forest.score(new float[] {0, 3}));
    assertEquals(140.5, forest.score(new float[] {2, 0}));
    assertThrows(
        IllegalArgumentException.class, () -> new Forest(0, new int[] {0, -1}, new float[2]));
    assertThrows(IllegalArgumentException.class, () -> new Forest(0, new int[] {-1}, new float[2]));
  }

  /** One tree of means: its gains are what it took from the squared error, to rounding. */
  @Test
  void gainsAreTheSquaredErrorThatIsGone() {
    float[][] rows = rows(700, 4);
    for (float[] row : rows) {
      row[2] = Math.round(3 * row[2]); // ties
    }
    double[] y =
        Arrays.stream(rows)
            .mapToDouble(r -> 3 * r[0] * r[2] + Math.sin(9 * r[1]) + 0.1 * random.nextGaussian())
            .toArray();
    ForestFit.Fitted fitted = ForestFit.of(rows, y, new ForestFit.Plan(1, 1, 12, 10, 0, 4, 1, 1));
    double mean = Arrays.stream(y).average().orElseThrow();
    double[] p = predicted(fitted.forest(), rows);
    double gone = 0;
    for (int i = 0; i < y.length; i++) {
      gone += (y[i] - mean) * (y[i] - mean) - (y[i] - p[i]) * (y[i] - p[i]);
    }
    assertEquals(gone, Arrays.stream(fitted.gains()).sum(), 1e-4 * gone);
    assertEquals(23, fitted.forest().feature().length, "12 leaves and 11 branches");
    assertEquals(12, Arrays.stream(p).distinct().count());
  }

  /** A product of two features among ten, which no sum over single features follows. */
  @Test
  void boostingFindsAnInteraction() {
    float[][] rows = rows(4_000, 10);
    double[] y =
        Arrays.stream(rows).mapToDouble(r -> (r[3] > 0.5) == (r[7] > 0.3) ? 1 : -1).toArray();
    ForestFit.Plan plan = new ForestFit.Plan(150, 0.1, 8, 20, 1, 5, 0.5, 7);
    ForestFit.Fitted fitted =
        ForestFit.of(Arrays.copyOf(rows, 3_000), Arrays.copyOf(y, 3_000), plan);
    float[][] fresh = Arrays.copyOfRange(rows, 3_000, 4_000);
    double r =
        Accuracy.PEARSON.of(Arrays.copyOfRange(y, 3_000, 4_000), predicted(fitted.forest(), fresh));
    assertTrue(r > 0.95, "r " + r);
    double pair = fitted.gains()[3] + fitted.gains()[7];
    assertTrue(pair > 0.9 * Arrays.stream(fitted.gains()).sum(), "gains of the pair " + pair);
    Forest again = ForestFit.of(Arrays.copyOf(rows, 3_000), Arrays.copyOf(y, 3_000), plan).forest();
    assertArrayEquals(fitted.forest().value(), again.value(), "the same seed");
  }

  @Test
  void leavesHaveTheirRows() {
    float[][] rows = rows(50, 1);
    double[] y = Arrays.stream(rows).mapToDouble(r -> r[0]).toArray();
    Forest one = ForestFit.of(rows, y, new ForestFit.Plan(3, 0.1, 4, 26, 1, 1, 1, 1)).forest();
    assertArrayEquals(new int[] {-1, -1, -1}, one.feature(), "no two leaves of 26 rows of 50");
    assertThrows(
        IllegalArgumentException.class, () -> new ForestFit.Plan(1, 0.1, 1, 1, 0, 1, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new ForestFit.Plan(1, 0.1, 2, 1, 0, 1, 0, 1));
  }
}
