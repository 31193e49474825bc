package dev.lodestar.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformsTest {
  private static double at(double raw, String type, Map<String, Object> parameters) {
    return Transforms.of(type, parameters).apply(raw);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sigmoid",
        "reverse-sigmoid",
        "double-sigmoid",
        "step",
        "right-step",
        "left-step",
        "value-mapping",
        "exponential-decay"
      })
  void hasTheEightKindsOfReinvent(String name) {
    TransformKind kind =
        Transforms.kinds().stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow();
    assertFalse(kind.summary().isBlank());
    kind.parameters().forEach(p -> assertFalse(p.describe().isBlank()));
  }

  @Test
  void namesAreUnique() {
    Set<String> seen = new HashSet<>();
    Transforms.kinds().forEach(k -> assertTrue(seen.add(k.name()), k.name()));
  }

  // Expected values: the published formulas, worked out by hand in powers of ten.
  @ParameterizedTest
  @CsvSource({
    "2.0, 0.5", // the middle of 1 and 3
    "3.0, 0.9968377223398317", // 1 / (1 + 10^-2.5)
    "1.0, 0.0031622776601683", // what is missing there
    "2.4, 0.9090909090909091", // 1 / (1 + 10^-1)
    "1e300, 1.0",
    "-1e300, 0.0"
  })
  void sigmoid(double raw, double expected) {
    Map<String, Object> p = Map.of("low", 1, "high", 3.0, "k", 0.5);
    assertEquals(expected, at(raw, "sigmoid", p), 1e-4);
    assertEquals(1 - at(raw, "sigmoid", p), at(raw, "reverse-sigmoid", p), 1e-15);
    assertEquals(at(raw, "sigmoid", p), at(raw, "sigmoid", Map.of("low", 1, "high", 3)));
  }

  @Test
  void sigmoidIsExactAtThePointsThatAreRoundNumbers() {
    Map<String, Object> p = Map.of("low", 1, "high", 3, "k", 0.5);
    assertEquals(1 / (1 + StrictMath.pow(10, -2.5)), at(3, "sigmoid", p), 1e-15);
    assertEquals(10.0 / 11, at(2.4, "sigmoid", p), 1e-14);
  }

  @ParameterizedTest
  @CsvSource({
    "0.4, 0.5", "0.6, 0.5", "0.5, 0.9999999999", "0.41, 0.909090909090", "0.39, 0.0909090909090",
    "0.61, 0.0909090909090", "0.0, 0", "1.0, 0", "-1e300, 0", "1e300, 0"
  })
  void doubleSigmoidOfTheUsersManual(double raw, double expected) {
    assertEquals(expected, at(raw, "double-sigmoid", Map.of("low", 0.4, "high", 0.6)), 1e-9);
  }

  @Test
  void doubleSigmoidTakesReinventsCoefficients() {
    Map<String, Object> p =
        Map.of("low", 200, "high", 500, "coef_div", 500.0, "coef_si", 20.0, "coef_se", 10.0);
    assertEquals(
        1 / (1 + StrictMath.pow(10, 20.0 / 500 * 25)), at(175, "double_sigmoid", p), 1e-12);
    assertEquals(
        1 / (1 + StrictMath.pow(10, 10.0 / 500 * 25)), at(525, "double_sigmoid", p), 1e-12);
  }

  @Test
  void stepsIncludeTheirEnds() {
    Map<String, Object> p = Map.of("low", 1, "high", 2);
    assertEquals(
        List.of(0.0, 1.0, 1.0, 1.0, 0.0),
        List.of(
            at(0.999, "step", p),
            at(1, "step", p),
            at(1.5, "step", p),
            at(2, "step", p),
            at(2.001, "step", p)));
    assertEquals(
        List.of(0.0, 1.0, 1.0),
        List.of(
            at(1.999, "right-step", Map.of("high", 2)),
            at(2, "right-step", Map.of("high", 2)),
            at(9, "right-step", Map.of("high", 2))));
    assertEquals(
        List.of(1.0, 1.0, 0.0),
        List.of(
            at(-9, "left-step", Map.of("low", 2)),
            at(2, "left-step", Map.of("low", 2)),
            at(2.001, "left-step", Map.of("low", 2))));
  }

  @Test
  void exponentialDecay() {
    assertEquals(1, at(-3, "exponential-decay", Map.of("k", 2)));
    assertEquals(1, at(0, "exponential-decay", Map.of("k", 2)));
    assertEquals(Math.exp(-3), at(1.5, "exponential-decay", Map.of("k", 2)), 1e-15);
  }

  @Test
  void valueMapping() {
    Map<String, Object> table = Map.of("0", 0.1, "true", 1L, "2.50", 0.7);
    assertEquals(0.1, at(-0.0, "value-mapping", Map.of("mapping", table)));
    assertEquals(1, at(1, "value-mapping", Map.of("mapping", table)));
    assertEquals(0.7, at(2.5, "value-mapping", Map.of("mapping", table)));
    assertTrue(Double.isNaN(at(3, "value-mapping", Map.of("mapping", table))));
    assertEquals(0.3, at(3, "value-mapping", Map.of("mapping", table, "default", 0.3)));
  }

  @Test
  void identityNegateAndLinear() {
    assertEquals(7.25, at(7.25, "identity", Map.of()));
    assertEquals(-7.25, at(7.25, "negate", Map.of()));
    assertEquals(2.5, at(3, "linear", Map.of("slope", 0.5, "offset", 1)));
  }

  private static String refusal(String type, Map<String, Object> parameters) {
    return assertThrows(IllegalArgumentException.class, () -> Transforms.of(type, parameters))
        .getMessage();
  }

  @Test
  void refusesWithASentence() {
    String message = refusal("dubble-sigmoid", Map.of());
    assertTrue(message.contains("did you mean 'double-sigmoid'?"), message);
    assertTrue(message.contains("exponential-decay"), message);
    message = refusal("sigmoid", Map.of("low", 0, "hgih", 1));
    assertEquals(
        "transform 'sigmoid' has no parameter 'hgih'; did you mean 'high'? It takes low, high, k.",
        message);
    assertEquals(
        "transform 'sigmoid' needs 'high' (number: upper end, in raw units).",
        refusal("sigmoid", Map.of("low", 0)));
    assertEquals(
        "transform 'right-step' takes a number for 'high', not the text \"3\".",
        refusal("right-step", Map.of("high", "3")));
    assertEquals(
        "transform 'double-sigmoid': 'low' is 2.0 and 'high' is 2.0; 'low' must be below 'high'.",
        refusal("double-sigmoid", Map.of("low", 2, "high", 2)));
    assertEquals(
        "transform 'sigmoid': 'k' is -1.0; it must be a positive number.",
        refusal("sigmoid", Map.of("low", 1, "high", 2, "k", -1)));
    assertEquals(
        "transform 'negate' has no parameter 'k'. It takes none.",
        refusal("negate", Map.of("k", 1)));
    assertTrue(refusal("value-mapping", Map.of("mapping", Map.of("A", 1))).contains("the key 'A'"));
    assertTrue(
        refusal("value-mapping", Map.of("mapping", Map.of("1", 1, "1.0", 2))).contains("twice"));
    assertTrue(refusal("value-mapping", Map.of("mapping", Map.of())).contains("is empty"));
    assertTrue(refusal("left-step", Map.of("low", Double.NaN)).contains("must be finite"));
  }
}
