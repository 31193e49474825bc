package dev.lodestar.run.report;

import dev.lodestar.run.report.ReportData.DesignRow;
import dev.lodestar.run.report.ReportData.Designs;
import java.util.Comparator;
import java.util.List;

/** The best designs, highest score first; the page's script sorts by other columns. */
final class DesignTable {
  /** Rows shown; all of them stand in the file beside the page. */
  static final int ROWS = 200;

  /** Longer designs break over lines, and lose their colours to keep the page small. */
  private static final int LONG = 120;

  /** Letters shown of a design; the file has the rest. */
  private static final int LETTERS = 2000;

  private DesignTable() {}

  static String render(Designs designs, String scoreName) {
    List<DesignRow> rows =
        designs.rows().stream()
            .sorted(Comparator.comparingDouble(DesignTable::rank).reversed())
            .limit(ROWS)
            .toList();
    boolean reasons = rows.stream().anyMatch(r -> !r.feasible());
    StringBuilder out = new StringBuilder();
    out.append("<div class=\"designs-table\" tabindex=\"0\"><table><thead><tr>");
    head(out, "id", false);
    head(out, "design", false, "left");
    head(out, scoreName, true);
    head(out, "held-out", false);
    designs.columns().forEach(c -> head(out, c, false));
    if (reasons) {
      head(out, "reason", false, "left");
    }
    out.append("</tr></thead><tbody>\n");
    boolean[] whole = new boolean[designs.columns().size()];
    for (int c = 0; c < whole.length; c++) {
      int column = c;
      whole[c] = rows.stream().allMatch(r -> isWhole(r.metrics().get(column)));
    }
    LetterColours colours = new LetterColours(designs.alphabet());
    for (DesignRow row : rows) {
      out.append(row.feasible() ? "<tr>" : "<tr class=\"out\">");
      out.append("<td>").append(row.id()).append("</td>");
      String picture = designs.pictures().getOrDefault(row.design(), "");
      out.append(design(row.design(), designs.alphabet().isEmpty() ? null : colours, picture));
      number(out, row.score(), "main");
      number(out, row.heldOut(), "");
      for (int c = 0; c < whole.length; c++) {
        number(out, row.metrics().get(c), whole[c] ? "whole" : "");
      }
      if (reasons) {
        out.append(Html.element("td", "left text", row.reason()));
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>").toString();
  }

  private static boolean isWhole(double x) {
    return Double.isNaN(x) || x == Math.rint(x);
  }

  private static double rank(DesignRow row) {
    return Double.isNaN(row.score()) ? Double.NEGATIVE_INFINITY : row.score();
  }

  private static void head(StringBuilder out, String name, boolean sorted, String... cssClass) {
    out.append("<th scope=\"col\"");
    out.append(cssClass.length == 0 ? "" : " class=\"" + cssClass[0] + "\"");
    out.append(sorted ? " aria-sort=\"descending\"" : "").append("><button type=\"button\">");
    out.append(Html.escape(name)).append("</button></th>");
  }

  private static String design(String design, LetterColours colours, String picture) {
    if (design.startsWith("data:")) {
      // the text is the picture, and says nothing to a reader
      return "<td class=\"seq\">" + (picture.isEmpty() ? "in the file" : picture) + "</td>";
    }
    int letters = design.codePointCount(0, design.length());
    if (letters <= LONG && colours != null) {
      return "<td class=\"seq\">" + colours.html(design) + "</td>";
    }
    String shown =
        letters <= LETTERS
            ? design
            : design.substring(0, design.offsetByCodePoints(0, LETTERS)) + "…";
    String cssClass = letters > 60 ? "seq long" : "seq";
    return picture.isEmpty()
        ? Html.element("td", cssClass, shown)
        : "<td class=\""
            + cssClass
            + "\"><div>"
            + picture
            + "</div>"
            + Html.escape(shown)
            + "</td>";
  }

  private static void number(StringBuilder out, double value, String cssClass) {
    out.append("<td").append(cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"");
    out.append(" data-v=\"").append(Double.isFinite(value) ? value : "").append("\">");
    out.append(cssClass.equals("whole") ? Numbers.count(value) : Numbers.text(value));
    out.append("</td>");
  }
}
