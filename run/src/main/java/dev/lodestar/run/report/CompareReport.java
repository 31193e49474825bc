package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Several runs side by side, as Markdown for terminals and notes, and as a page. */
public final class CompareReport {
  /** One column: its name, a run's number, and how it is written. */
  private record Column(
      String name, ToDoubleFunction<ComparedRun> number, Function<ComparedRun, String> text) {
    private String text(ComparedRun run) {
      return text.apply(run);
    }
  }

  private final List<ComparedRun> runs;
  private final List<Column> columns = new ArrayList<>();

  private CompareReport(List<ComparedRun> runs, String score) {
    this.runs = List.copyOf(runs);
    column("designs", ComparedRun::designs, Numbers::count);
    column(score + " median", ComparedRun::median, Numbers::text);
    column(score + " top 10 %", ComparedRun::top, Numbers::text);
    column("held-out median", ComparedRun::heldOutMedian, Numbers::text);
    column("held-out top 10 %", ComparedRun::heldOutTop, Numbers::text);
    Set<String> metrics = new LinkedHashSet<>();
    runs.forEach(r -> metrics.addAll(r.metrics().keySet()));
    for (String metric : metrics) {
      column(metric, r -> r.metrics().getOrDefault(metric, Double.NaN), Numbers::text);
    }
    column("different", ComparedRun::different, Numbers::percent);
    column("starts left", r -> r.health().starts(), Numbers::percent);
    text("KL, nats", r -> r.health().divergence(), r -> r.health().divergenceText());
    text("log Z", r -> r.health().logZ(), r -> r.health().logZText());
    column("network evaluations", ComparedRun::networkCalls, Numbers::count);
    column("scorer calls", ComparedRun::scorerCalls, Numbers::count);
    column("time", ComparedRun::seconds, Numbers::duration);
  }

  /** Adds a column, unless no run has the number. */
  private void column(
      String name, ToDoubleFunction<ComparedRun> number, DoubleFunction<String> format) {
    text(name, number, r -> format.apply(number.applyAsDouble(r)));
  }

  private void text(
      String name, ToDoubleFunction<ComparedRun> number, Function<ComparedRun, String> text) {
    if (!runs.stream().mapToDouble(number).allMatch(Double::isNaN)) {
      columns.add(new Column(name, number, text));
    }
  }

  /**
   * A table in GitHub's Markdown, its columns aligned for reading as it is.
   *
   * @param score what the score measures, such as {@code MRL}
   */
  public static String markdown(List<ComparedRun> runs, String score) {
    CompareReport report = new CompareReport(runs, score);
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("run", "method"));
    report.columns.forEach(c -> head.add(cell(c.name())));
    rows.add(head);
    for (ComparedRun run : report.runs) {
      List<String> row = new ArrayList<>(List.of(cell(run.name()), cell(run.method())));
      report.columns.forEach(c -> row.add(cell(c.text(run))));
      rows.add(row);
    }
    int[] widths = new int[head.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(Math.max(widths[i], 3), width(row.get(i)));
      }
    }
    StringBuilder out = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < widths.length; i++) {
        String text = rows.get(r).get(i);
        String space = " ".repeat(widths[i] - width(text));
        out.append("| ").append(i < 2 ? text + space : space + text).append(' ');
      }
      out.append("|\n");
      if (r == 0) {
        for (int i = 0; i < widths.length; i++) {
          out.append("|-").append("-".repeat(widths[i])).append(i < 2 ? "-" : ":");
        }
        out.append("|\n");
      }
    }
    return out.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The text on one line, with nothing that Markdown or the HTML inside it would act on. */
  private static String cell(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(
            c -> {
              if ("\\`*_[]|~#".indexOf(c) >= 0) {
                out.append('\\').appendCodePoint(c);
              } else if (c == '<' || c == '&') {
                out.append(c == '<' ? "&lt;" : "&amp;");
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /**
   * A self-contained page: medians and top 10 % drawn, and the table.
   *
   * @param title the page's title
   * @param score what the score measures, such as {@code MRL}
   */
  public static String html(String title, List<ComparedRun> runs, String score) {
    CompareReport report = new CompareReport(runs, score);
    StringBuilder out = new StringBuilder();
    out.append("<header><p class=\"eyebrow\"><b>Comparison</b> · ");
    out.append(Numbers.count(runs.size())).append(runs.size() == 1 ? " run" : " runs");
    out.append("</p><h1>").append(Html.escape(title)).append("</h1></header>\n");
    String drawing = Dumbbells.render("cm", report.runs, score);
    if (!drawing.isEmpty()) {
      out.append("<section><h2>Scores</h2><p class=\"lead\">From the median (dot) to the top 10 %");
      out.append(" (tick) of each run's designs.</p>\n<figure class=\"wide\">").append(drawing);
      out.append("</figure></section>\n");
    }
    out.append("<section><h2>Table</h2><p class=\"lead\">Top 10 % is the 90 % quantile.");
    out.append(" Equal budgets make a fair comparison; the last columns say what was spent.</p>\n");
    report.table(out);
    out.append("</section>\n");
    return Page.render(title + " · Lodestar", out.toString());
  }

  private void table(StringBuilder out) {
    out.append("<div class=\"scroll\"><table class=\"compare\"><thead><tr>");
    out.append("<th scope=\"col\" class=\"left text\"><button type=\"button\">run</button></th>");
    for (Column column : columns) {
      out.append("<th scope=\"col\"><button type=\"button\">");
      out.append(Html.escape(column.name().replace(" %", "\u00a0%"))).append("</button></th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (ComparedRun run : runs) {
      out.append("<tr><th scope=\"row\" class=\"left text\">").append(Html.escape(run.name()));
      out.append("<small>").append(Html.escape(run.method())).append("</small></th>");
      for (Column column : columns) {
        double number = column.number().applyAsDouble(run);
        out.append("<td data-v=\"").append(Double.isFinite(number) ? number : "").append("\">");
        out.append(Html.escape(column.text(run))).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }
}
