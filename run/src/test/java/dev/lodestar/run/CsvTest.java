package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void cellsComeBack() {
    for (List<String> cells :
        List.of(
            List.of("a", "b"),
            List.of("", ""),
            List.of("", "x", ""),
            List.of("with, comma", "with \"quotes\"", "\"", ",", "\",\""),
            List.of("Größe 漢字"))) {
      assertEquals(cells, Csv.cells(Csv.line(cells)));
    }
    assertEquals(List.of("two lines"), Csv.cells(Csv.line(List.of("two\nlines"))));
    assertEquals("a,\"b,c\",\"d\"\"e\"", Csv.line(List.of("a", "b,c", "d\"e")));
  }

  @Test
  void rowsComeBack() {
    Row row =
        new Row(
            7,
            "ACGT",
            Double.NaN,
            List.of(1.5, Double.NaN),
            -0.1,
            List.of(Double.MIN_VALUE, 3.0),
            -9,
            3,
            12,
            false,
            "not scored: \"boom\", twice");
    assertEquals(row, Row.parse(row.toCsv(), 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Row.parse(row.toCsv(), 2, 2));
  }
}
