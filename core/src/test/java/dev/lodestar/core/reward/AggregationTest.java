package dev.lodestar.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregationTest {
  private static Score total(Aggregation aggregation, double[] weights, double... scores) {
    List<Component<String>> components = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      components.add(
          new Component<>("c" + i, d -> List.of(), Transform.IDENTITY, weights[i], false));
    }
    return aggregation.total(components, scores);
  }

  private static double value(Aggregation aggregation, double[] weights, double... scores) {
    return assertInstanceOf(Score.Value.class, total(aggregation, weights, scores)).value();
  }

  private static final double[] W = {1, 3};

  @Test
  void followTheirFormulas() {
    assertEquals(0.5 + 3 * 0.25, value(Aggregation.WEIGHTED_SUM, W, 0.5, 0.25), 1e-15);
    assertEquals(0.5 / 64, value(Aggregation.WEIGHTED_PRODUCT, W, 0.5, 0.25), 1e-15);
    assertEquals(
        Math.pow(0.5 / 64, 0.25), value(Aggregation.WEIGHTED_GEOMETRIC_MEAN, W, 0.5, 0.25), 1e-15);
    assertEquals(0.5, value(Aggregation.WEIGHTED_MIN, W, 0.5, 0.25), 1e-15);
    assertEquals(-3, value(Aggregation.WEIGHTED_MIN, W, 0.5, -1), 1e-15);
  }

  private static Component<String> part(double weight, boolean offTarget) {
    return new Component<>(
        "c" + weight + offTarget, d -> List.of(), Transform.IDENTITY, weight, false, offTarget);
  }

  @Test
  void minGapIsTheLeastTargetLessTheGreatestOffTarget() {
    List<Component<String>> parts =
        List.of(part(1, false), part(2, false), part(1, true), part(3, true));
    // least of 5 and 2·2, less the greatest of 1 and 3·0.5
    assertEquals(Score.of(4 - 1.5), Aggregation.MIN_GAP.total(parts, new double[] {5, 2, 1, 0.5}));
    // all off-targets below zero: the greatest is the one nearest to it
    assertEquals(Score.of(4 + 1), Aggregation.MIN_GAP.total(parts, new double[] {5, 2, -1, -2}));
  }

  @Test
  void minGapNeedsBothSidesAndTheOthersNeedNone() {
    Component<String> on = part(1, false);
    Component<String> off = part(1, true);
    assertEquals(Optional.empty(), Aggregation.MIN_GAP.complaint(List.of(on, off)));
    assertTrue(
        Aggregation.MIN_GAP
            .complaint(List.of(on, on))
            .orElseThrow()
            .contains("no component has off-target"));
    assertTrue(Aggregation.MIN_GAP.complaint(List.of(off)).orElseThrow().contains("all are"));
    assertEquals(Optional.empty(), Aggregation.WEIGHTED_SUM.complaint(List.of(on, on)));
    assertTrue(
        Aggregation.WEIGHTED_SUM.complaint(List.of(on, off)).orElseThrow().contains("negate"));
    assertInstanceOf(Score.Failed.class, total(Aggregation.MIN_GAP, W, 1, 2));
  }

  @Test
  void aZeroMakesProductAndGeometricMeanZeroAndNotNaN() {
    assertEquals(0, value(Aggregation.WEIGHTED_PRODUCT, W, 0, 0));
    assertEquals(0, value(Aggregation.WEIGHTED_GEOMETRIC_MEAN, W, 0.5, 0));
    assertEquals(0, value(Aggregation.WEIGHTED_GEOMETRIC_MEAN, W, -0.0, 0.5));
  }

  @Test
  void manySmallScoresDoNotUnderflowInTheGeometricMean() {
    double[] weights = new double[400];
    double[] scores = new double[400];
    java.util.Arrays.fill(weights, 1);
    java.util.Arrays.fill(scores, 1e-3);
    assertEquals(1e-3, value(Aggregation.WEIGHTED_GEOMETRIC_MEAN, weights, scores), 1e-12);
  }

  @Test
  void negativeScoresAreRefusedWhereUndefinedEvenBesideAZero() {
    for (Aggregation a :
        List.of(Aggregation.WEIGHTED_PRODUCT, Aggregation.WEIGHTED_GEOMETRIC_MEAN)) {
      for (double[] scores : new double[][] {{0.5, -1}, {0, -1}, {-1, 0}}) {
        String cause = assertInstanceOf(Score.Failed.class, total(a, W, scores)).cause();
        assertTrue(cause.contains("takes no negative scores"), cause);
        assertTrue(cause.contains(scores[0] < 0 ? "'c0'" : "'c1'"), cause);
      }
    }
  }

  @Test
  void anOverflowFails() {
    assertInstanceOf(Score.Failed.class, total(Aggregation.WEIGHTED_SUM, W, 1.7e308, 1.7e308));
    assertInstanceOf(Score.Failed.class, total(Aggregation.WEIGHTED_PRODUCT, W, 1e300, 1e300));
  }

  @ParameterizedTest
  @EnumSource(Aggregation.class)
  void aSingleComponentPassesThroughToTheLastBit(Aggregation aggregation) {
    for (double score : new double[] {0.1, -7.3, 0, 1e-300}) {
      assertEquals(score, value(aggregation, new double[] {1}, score));
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregation.class)
  void haveNames(Aggregation aggregation) {
    assertEquals(aggregation, Aggregation.of(aggregation.text()));
    assertEquals(aggregation, Aggregation.of(aggregation.text().replace('-', '_')));
  }

  @Test
  void unknownNamesGetASentence() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Aggregation.of("wieghted-sum"))
            .getMessage();
    assertTrue(message.contains("did you mean 'weighted-sum'?"), message);
  }
}
