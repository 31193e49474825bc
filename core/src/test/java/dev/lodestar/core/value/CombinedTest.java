package dev.lodestar.core.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinedTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  private final Bed bed = Bed.small();

  private Outlook<Tokens> outlook(int step) {
    return bed.process().look(bed.exact().states().tokens(0, 1, 2), step);
  }

  private double[] of(ValueFunction<Tokens> value, int step) {
    return value.of(outlook(step), Draws.of(Streams.of(1), 0, 3, step));
  }

  private static ValueFunction<Tokens> constant(double... values) {
    return (outlook, draws) -> values;
  }

  @Test
  void valuesAreSummedByWeightOrTheLeastIsTaken() {
    List<ValueFunction<Tokens>> parts = List.of(constant(1, 2, NONE), constant(4, -2, 1));
    Combined<Tokens> sum = new Combined<>(parts, new Combined.WeightedSum(List.of(0.5, 2.0)));
    assertArrayEquals(new double[] {8.5, -3, NONE}, of(sum, 2));
    assertArrayEquals(
        new double[] {1, -2, NONE}, of(new Combined<>(parts, new Combined.Minimum()), 2));
    Combined<Tokens> second = new Combined<>(parts, new Combined.WeightedSum(List.of(0.0, 1.0)));
    assertArrayEquals(new double[] {4, -2, 1}, of(second, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Combined<>(parts, new Combined.WeightedSum(List.of(1.0))));
  }

  @Test
  void temperedValuesCountFullyAtTheData() {
    ValueFunction<Tokens> plain = constant(1, -2, NONE);
    ValueFunction<Tokens> tempered = new Tempered<>(plain, Tempered.linear(4));
    assertArrayEquals(new double[] {1, -2, NONE}, of(tempered, 0));
    assertArrayEquals(new double[] {0.5, -1, NONE}, of(tempered, 2));
    assertArrayEquals(
        new double[] {0, 0, NONE}, Arrays.stream(of(tempered, 4)).map(v -> v + 0).toArray());
    var geometric = Tempered.geometric(100, 0.008);
    assertEquals(0, geometric.applyAsDouble(100));
    assertEquals(Math.pow(1.008, 50) - 1, geometric.applyAsDouble(50), 1e-12);
    assertEquals(1, geometric.applyAsDouble(0));
    assertThrows(IllegalArgumentException.class, () -> of(new Tempered<>(plain, t -> 1.5), 2));
  }
}
