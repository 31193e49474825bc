package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path temp;

  private static Row row(int id) {
    return new Row(id, "ACGT", id / 3.0, List.of(1.0, 2.0), 0.5, List.of(), 7, id, 0, true, "");
  }

  @Test
  void aCheckpointComesBackExactly() {
    Trace.Sums sums = new Trace(3).sums();
    sums.sums()[2][1] = 0.1 + 0.2;
    sums.counts()[2][1] = 4;
    sums.networkCalls()[3] = 99;
    Meter.Spent spent = new Meter.Spent(1, 2, 3, 4, 1 / 3.0);
    Checkpoint written =
        new Checkpoint(2, 12, 345, 678, spent, Meter.Spent.NOTHING, "calls", true, sums);
    Path file = temp.resolve("state.json");
    written.write(file);
    Checkpoint read = Checkpoint.read(file, 3);
    assertEquals(spent, read.spent());
    assertEquals(
        List.of(12, 345L, 678L), List.of(read.designs(), read.rowsBytes(), read.ledgerBytes()));
    assertEquals("calls", read.ended());
    assertTrue(read.done());
    assertArrayEquals(sums.sums(), read.trace().sums());
    assertArrayEquals(sums.counts(), read.trace().counts());
    assertArrayEquals(sums.networkCalls(), read.trace().networkCalls());
  }

  @Test
  void noCheckpointIsTheBeginningAndADamagedOneIsAFault() throws IOException {
    assertEquals(0, Checkpoint.read(temp.resolve("none.json"), 3).designs());
    Path file = Files.writeString(temp.resolve("state.json"), "{\"version\":1,");
    String says = assertThrows(RunFailure.class, () -> Checkpoint.read(file, 3)).getMessage();
    assertTrue(says.contains("state.json is damaged"), says);
    Checkpoint.start(3).write(file);
    Files.writeString(file, Files.readString(file).replace("\"version\":2", "\"version\":1"));
    says = assertThrows(RunFailure.class, () -> Checkpoint.read(file, 3)).getMessage();
    assertTrue(says.contains("another version"), says);
  }

  @Test
  void rowsBeyondTheCheckpointAreCut() {
    Path file = temp.resolve("rows.csv");
    long bytes;
    try (RowTable table = RowTable.open(file, 0)) {
      table.append(List.of(row(0), row(1)));
      bytes = table.bytes();
      table.append(List.of(row(2), row(3))); // and here the run is killed
    }
    try (RowTable table = RowTable.open(file, bytes)) {
      table.append(List.of(row(5)));
    }
    List<Row> rows = new ArrayList<>();
    RowTable.forEach(file, 1, 0, rows::add);
    assertEquals(List.of(row(0), row(1), row(5)), rows);
  }

  @Test
  void aTableThatLostRowsIsAFault() throws IOException {
    Path file = Files.writeString(temp.resolve("rows.csv"), "0,A\n");
    String says = assertThrows(RunFailure.class, () -> RowTable.open(file, 5)).getMessage();
    assertTrue(says.contains("shorter than its checkpoint"), says);
    says = assertThrows(RunFailure.class, () -> RowTable.forEach(file, 1, 0, r -> {})).getMessage();
    assertTrue(says.contains("damaged"), says);
  }
}
