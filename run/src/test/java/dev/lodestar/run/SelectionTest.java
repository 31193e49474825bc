package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static Row row(long id, String design, double score) {
    return new Row(id, design, score, List.of(), 0, List.of(), 1, id, 0, true, "");
  }

  private static final List<Row> ROWS =
      List.of(
          row(0, "a1", 0.5),
          row(1, "a2", 0.9),
          row(2, "b1", 0.7),
          row(3, "a2", 0.9),
          row(4, "a3", 0.8),
          row(5, "c1", Double.NaN),
          row(6, "b,2", 0.1));

  private static Selection select(int perBucket) {
    List<String> designs = ROWS.stream().map(Row::design).toList();
    return Selection.of(ROWS, designs, d -> d.substring(0, 1), perBucket);
  }

  private static List<Long> ids(Selection selection) {
    return selection.rows().stream().map(Row::id).toList();
  }

  @Test
  void theBestOfEachBucketAreTakenEachTextOnce() {
    assertEquals(List.of(1L, 2L), ids(select(1)));
    assertEquals(List.of(1L, 4L, 2L, 6L), ids(select(2)));
    assertEquals(List.of(1L, 4L, 2L, 0L, 6L), ids(select(9)));
    assertEquals(List.of("a", "a", "b", "b"), select(2).buckets());
  }

  @Test
  void theTableBeginsWithTheBucket() {
    List<String> lines = select(1).lines("id,design");
    assertEquals("bucket,id,design", lines.get(0));
    assertEquals("b," + ROWS.get(2).toCsv(), lines.get(2));
  }
}
