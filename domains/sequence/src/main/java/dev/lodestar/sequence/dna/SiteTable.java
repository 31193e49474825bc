package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.SequenceTable;
import java.io.IOException;
import java.nio.file.Path;

/** Reading a table of DNA of one length. */
record SiteTable(SequenceTable table, int length) {
  static SiteTable read(Path file, int length) throws IOException {
    SequenceTable table = SequenceTable.read(file);
    if (table.rows().isEmpty()) {
      throw new InvalidFileException(file, "has a header and no rows");
    }
    return new SiteTable(table, length);
  }

  int size() {
    return table.rows().size();
  }

  /** The text of a cell. */
  String text(int row, int column) {
    return table.rows().get(row).get(column);
  }

  /** The letters of a cell, which must have the length. */
  String sequence(int row, int column) throws InvalidFileException {
    String letters = table.sequence(row, column, Alphabet.DNA);
    if (letters.length() != length) {
      throw fault(
          row,
          column,
          "has %d letters; the sequences of this task have %d".formatted(letters.length(), length));
    }
    return letters;
  }

  InvalidFileException fault(int row, int column, String what) {
    return new InvalidFileException(
        table.file(), table.lines().get(row), table.columns().get(column), what);
  }
}
