package dev.lodestar.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180), one row a line. */
public final class Csv {
  private Csv() {}

  /** One line, without its end; line breaks inside cells become blanks. */
  public static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(String text) {
    String flat = text.replace('\n', ' ').replace('\r', ' ');
    return flat.indexOf(',') < 0 && flat.indexOf('"') < 0
        ? flat
        : '"' + flat.replace("\"", "\"\"") + '"';
  }

  /** The cells of a line that {@link #line} wrote. */
  public static List<String> cells(String line) {
    List<String> out = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        out.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    out.add(cell.toString());
    return out;
  }
}
