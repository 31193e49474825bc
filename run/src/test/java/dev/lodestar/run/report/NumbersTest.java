package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8.1|8.10",
        "8.096|8.10",
        "0.4123|0.412",
        "0.9996|1.00",
        "99.96|100",
        "-66.12|−66.1",
        "0|0",
        "-0.0|0",
        "12840|12,840",
        "999.6|1,000",
        "0.00123|0.00123",
        "1.234e-5|1.2e-5",
        "-2.5e12|−2.5e12",
        "NaN|–",
        "Infinity|∞",
        "-Infinity|−∞"
      })
  void writesThreeDigits(double x, String text) {
    assertEquals(text, Numbers.text(x));
  }

  @ParameterizedTest
  @CsvSource({"0.874,87", "0,0", "1,100", "0.004,0.4", "1.2,120"})
  void writesPercentages(double share, String percent) {
    assertEquals(percent + "\u202f%", Numbers.percent(share));
  }

  @ParameterizedTest
  @CsvSource({
    "4.21,4.21 s",
    "59.7,1 min",
    "185,3 min 05 s",
    "3600,1 h 00 min",
    "7640,2 h 07 min",
    "NaN,–"
  })
  void writesDurations(double seconds, String text) {
    assertEquals(text, Numbers.duration(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "1.5,1.5",
    "1.05,1.05",
    "-0.001,0",
    "-0.25,-0.25",
    "12.346,12.35",
    "99.999,100"
  })
  void writesCoordinatesInFewLetters(double x, String text) {
    assertEquals(text, Numbers.coordinate(x));
  }

  @Test
  void drawsNothingAtNoPlace() {
    assertThrows(IllegalArgumentException.class, () -> Numbers.coordinate(Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> Numbers.coordinate(Double.POSITIVE_INFINITY));
  }
}
