package dev.lodestar.bench.paper;

import dev.lodestar.run.report.Html;
import dev.lodestar.run.report.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that is written as Markdown and as HTML.
 *
 * @param head names of the columns
 * @param rows cells, as many a row; the first is the row's name
 */
record Grid(List<String> head, List<List<Cell>> rows) {
  /**
   * One cell.
   *
   * @param text its number or words
   * @param small what is printed smaller beside it; may be empty
   */
  record Cell(String text, String small) {
    static Cell of(String text) {
      return new Cell(text, "");
    }

    static Cell of(double number) {
      return of(Numbers.text(number));
    }

    static Cell of(Bootstrap.Estimate e) {
      return new Cell(
          Numbers.text(e.value()),
          e.low() < e.high() ? Numbers.text(e.low()) + " to " + Numbers.text(e.high()) : "");
    }
  }

  Grid {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + head.size() + " columns");
      }
    }
  }

  String markdown() {
    StringBuilder out = new StringBuilder();
    out.append(head.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    out.append("|---|").append("---:|".repeat(head.size() - 1)).append('\n');
    for (List<Cell> row : rows) {
      out.append(
          row.stream()
              .map(c -> c.small.isEmpty() ? c.text : c.text + " (" + c.small + ")")
              .map(text -> text.replace("|", "\\|"))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    return out.toString();
  }

  String html() {
    StringBuilder out =
        new StringBuilder("<div class=\"scroll broad\"><table class=\"compare\"><thead><tr>");
    for (int i = 0; i < head.size(); i++) {
      out.append(i == 0 ? "<th scope=\"col\" class=\"left text\">" : "<th scope=\"col\">");
      out.append(Html.escape(head.get(i))).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (List<Cell> row : rows) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        out.append(i == 0 ? "<th scope=\"row\" class=\"left text\">" : "<td>");
        out.append(Html.escape(cell.text));
        if (!cell.small.isEmpty()) {
          out.append("<small>").append(Html.escape(cell.small)).append("</small>");
        }
        out.append(i == 0 ? "</th>" : "</td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }
}
