package dev.lodestar.sequence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables of sequences: a header line, then one row a line, tab- or comma-separated (told from the
 * header), gzipped where the file's name ends in {@code .gz}. Cells may be in double quotes.
 *
 * @param file where it was read
 * @param columns the header
 * @param rows one a line, each as long as the header
 * @param lines for each row, its line number in the file
 */
public record SequenceTable(
    Path file, List<String> columns, List<List<String>> rows, List<Integer> lines) {

  /**
   * Reads a table.
   *
   * @throws InvalidFileException naming the line of the first fault
   */
  public static SequenceTable read(Path file) throws IOException {
    List<String> columns = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    char[] separator = {','};
    TextFiles.lines(
        file,
        (number, text) -> {
          if (number == 1) {
            separator[0] = text.indexOf('\t') >= 0 ? '\t' : ',';
            columns.addAll(cells(file, number, text.replace("\uFEFF", ""), separator[0]));
          } else if (!text.isBlank()) {
            List<String> row = cells(file, number, text, separator[0]);
            if (row.size() != columns.size()) {
              throw new InvalidFileException(
                  file,
                  number,
                  "has %d cells where the header has %d".formatted(row.size(), columns.size()));
            }
            rows.add(row);
            lines.add(number);
          }
        });
    if (columns.isEmpty()) {
      throw new InvalidFileException(file, "is empty; a table starts with a header line");
    }
    return new SequenceTable(file, List.copyOf(columns), List.copyOf(rows), List.copyOf(lines));
  }

  /**
   * The number of a column.
   *
   * @throws InvalidFileException where there is none of that name
   */
  public int column(String name) throws InvalidFileException {
    int at = columns.indexOf(name);
    if (at < 0) {
      throw new InvalidFileException(
          file, 1, "there is no column '" + name + "'; the columns are " + columns);
    }
    return at;
  }

  /** One cell as sequence of an alphabet. */
  public String sequence(int row, int column, Alphabet alphabet) throws InvalidFileException {
    String text = rows.get(row).get(column);
    if (text.isEmpty()) {
      throw fault(row, column, "the sequence is empty");
    }
    try {
      return alphabet.canonical(text);
    } catch (IllegalArgumentException e) {
      throw fault(row, column, e.getMessage());
    }
  }

  /** One cell as a finite number. */
  public double number(int row, int column) throws InvalidFileException {
    String text = rows.get(row).get(column);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the sentence below
    }
    throw fault(row, column, "'" + text + "' is not a finite number");
  }

  /** One cell as one of some words. */
  public <E> E choice(int row, int column, Map<String, E> choices) throws InvalidFileException {
    String text = rows.get(row).get(column);
    E found = choices.get(text);
    if (found == null) {
      throw fault(row, column, "'" + text + "' is not one of " + new HashMap<>(choices).keySet());
    }
    return found;
  }

  private InvalidFileException fault(int row, int column, String what) {
    return new InvalidFileException(file, lines.get(row), columns.get(column), what);
  }

  private static List<String> cells(Path file, int number, String line, char separator)
      throws InvalidFileException {
    if (line.indexOf('"') < 0) {
      return Arrays.asList(line.split(String.valueOf(separator), -1));
    }
    List<String> out = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(line.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        out.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new InvalidFileException(file, number, "a quoted cell is not closed");
    }
    out.add(cell.toString());
    return out;
  }
}
