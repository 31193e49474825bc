package dev.lodestar.sequence.data;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.SequenceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads measured 5'UTRs: columns {@code sequence}, {@code mrl} and {@code set}. */
public final class MrlTable {
  private MrlTable() {}

  /**
   * Reads a table, gzipped where its name ends in {@code .gz}.
   *
   * @throws InvalidFileException naming file, line and column of the first fault
   */
  public static List<MrlRow> read(Path file) throws IOException {
    SequenceTable table = SequenceTable.read(file);
    int sequence = table.column("sequence");
    int mrl = table.column("mrl");
    int set = table.column("set");
    List<MrlRow> rows = new ArrayList<>(table.rows().size());
    for (int i = 0; i < table.rows().size(); i++) {
      rows.add(
          new MrlRow(
              table.sequence(i, sequence, Alphabet.DNA),
              table.number(i, mrl),
              table.choice(i, set, MrlSet.byKey())));
    }
    if (rows.isEmpty()) {
      throw new InvalidFileException(file, "has a header and no rows");
    }
    return rows;
  }
}
