package dev.lodestar.core.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.rng.Philox;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoFrontsTest {
  @Test
  void frontsArePeeledOffOneByOne() {
    double[][] points = {{1, 3}, {3, 1}, {2, 2}, {1, 2}, {1, 1}, {0, 4}};
    assertArrayEquals(new int[] {1, 1, 1, 2, 3, 1}, ParetoFronts.of(points));
  }

  @Test
  void equalDesignsShareTheirFront() {
    assertArrayEquals(
        new int[] {1, 1, 2, 2}, ParetoFronts.of(new double[][] {{2, 2}, {2, 2}, {2, 1}, {2, 1}}));
  }

  @Test
  void aDesignWithoutANumberHasNoFront() {
    assertArrayEquals(
        new int[] {0, 1, 0},
        ParetoFronts.of(new double[][] {{Double.NaN, 9}, {1, 1}, {Double.POSITIVE_INFINITY, 1}}));
    assertArrayEquals(new int[0], ParetoFronts.of(new double[0][]));
  }

  /** By definition: a front is what nobody dominates once the fronts before it are gone. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void agreesWithTheDefinition(int objectives) {
    Philox rng = new Philox(objectives, 0, 0, 0, 0);
    double[][] points = new double[300][objectives];
    for (double[] p : points) {
      Arrays.setAll(p, k -> Math.floor(10 * rng.nextDouble())); // many ties
    }
    int[] fronts = new int[points.length];
    for (int front = 1; Arrays.stream(fronts).anyMatch(f -> f == 0); front++) {
      int[] left = IntStream.range(0, points.length).filter(i -> fronts[i] == 0).toArray();
      int[] first =
          Arrays.stream(left)
              .filter(
                  i ->
                      Arrays.stream(left)
                          .noneMatch(j -> ParetoFronts.dominates(points[j], points[i])))
              .toArray();
      for (int i : first) {
        fronts[i] = front;
      }
    }
    assertArrayEquals(fronts, ParetoFronts.of(points));
  }

  @Test
  void theAreaIsThatOfTheStairs() {
    double[][] points = {{3, 1}, {1, 3}, {2, 2}, {1, 1}, {9, -1}, {Double.NaN, 5}};
    assertEquals(3 + 2 + 1, ParetoFronts.area(points, new double[] {0, 0}), 1e-12);
    assertEquals(0, ParetoFronts.area(points, new double[] {5, 5}), 1e-12);
  }
}
