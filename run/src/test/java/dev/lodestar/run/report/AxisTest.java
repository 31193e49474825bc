package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  @ParameterizedTest
  @CsvSource({"0.9,1", "1,1", "1.1,2", "2.1,2.5", "3,5", "6,10", "0.026,0.05", "12000,20000"})
  void stepsAreRound(double least, double step) {
    assertEquals(step, Axis.niceStep(least));
  }

  @Test
  void roundedAxisBeginsAndEndsAtATick() {
    Axis axis = Axis.rounded(2.3, 9.1, 0, 100, 5);
    assertEquals(List.of(2.0, 4.0, 6.0, 8.0, 10.0), axis.ticks());
    assertEquals(0, axis.at(2));
    assertEquals(50, axis.at(6), 1e-9);
    assertEquals("4", axis.label(4));
  }

  @Test
  void dataThatEndOnATickGetNoMoreRoom() {
    assertEquals(10, Axis.rounded(0, 10, 0, 1, 5).high());
    assertEquals(0.6, Axis.rounded(0, 0.6, 0, 1, 3).high(), 1e-12);
  }

  @Test
  void tightAxisKeepsItsEnds() {
    Axis axis = Axis.tight(0.5, 8.5, 100, 0, 5);
    assertEquals(List.of(2.0, 4.0, 6.0, 8.0), axis.ticks());
    assertEquals(100, axis.at(0.5));
    assertEquals(0, axis.at(8.5));
  }

  @Test
  void labelsAreShortAndPlain() {
    assertEquals("−0.5", Axis.rounded(-1, 1, 0, 1, 4).label(-0.5));
    assertEquals("2.5", Axis.rounded(0, 10, 0, 1, 4).label(2.5));
    assertEquals("10k", Axis.rounded(0, 14_000, 0, 1, 3).label(10_000));
    assertEquals("1.5M", Axis.rounded(0, 2e6, 0, 1, 4).label(1.5e6));
    assertEquals("0", Axis.rounded(-1e4, 1e4, 0, 1, 4).label(-0.0));
  }

  @ParameterizedTest
  @CsvSource({
    "5,5",
    "0,0",
    "-3,-3",
    "1e16,1.0000000000000002e16",
    "-1.7e308,1.7e308",
    "4.9e-324,9.8e-324",
    "1e-12,2e-12",
    "1e300,1e300"
  })
  void anyDataGetAVisibleAxis(double low, double high) {
    for (Axis axis :
        List.of(Axis.tight(low, high, 0, 100, 5), Axis.rounded(low, high, 0, 100, 5))) {
      assertTrue(axis.low() < axis.high(), axis.toString());
      assertTrue(Double.isFinite(axis.at(axis.low())) && Double.isFinite(axis.at(axis.high())));
      assertTrue(axis.ticks().size() <= 21, axis.toString());
      axis.ticks()
          .forEach(t -> assertTrue(Double.isFinite(axis.at(t)) && !axis.label(t).isEmpty()));
    }
  }
}
