package dev.lodestar.bench.paper;

import dev.lodestar.bench.paper.Grid.Cell;
import dev.lodestar.run.report.Html;
import dev.lodestar.run.report.Numbers;
import dev.lodestar.run.report.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables in words: Markdown for notes, HTML for reading. */
final class PaperReport {
  private static final List<String> NATURALNESS = List.of("naturalness", "denoising-error");

  private final List<TaskTable> tables;
  private final Map<String, String> skipped;
  private final String conditions;

  /**
   * @param tables one a task
   * @param skipped tasks without a table, and why
   * @param conditions one sentence: designs, seeds
   */
  PaperReport(List<TaskTable> tables, Map<String, String> skipped, String conditions) {
    this.tables = List.copyOf(tables);
    this.skipped = skipped;
    this.conditions = conditions;
  }

  String markdown() {
    StringBuilder out = new StringBuilder("# The paper's table\n\n");
    out.append(conditions).append(' ').append(BUDGET).append("\n\n");
    if (!tables.isEmpty()) {
      out.append(overview().markdown()).append('\n').append(KEPT).append("\n\n");
    }
    out.append("Methods:\n\n");
    for (Contender c : Contender.values()) {
      out.append("* ").append(c.title()).append(": ").append(c.how()).append(".\n");
    }
    if (!skipped.isEmpty()) {
      out.append("\nTasks without a table:\n\n");
    }
    skipped.forEach((task, why) -> out.append("* ").append(task).append(": ").append(skip(why)));
    for (TaskTable table : tables) {
      out.append("\n## ").append(table.task()).append("\n\n").append(about(table)).append("\n\n");
      out.append(main(table).markdown()).append('\n');
      for (PaperOrder.Link link : new PaperOrder(table).links()) {
        out.append("* ").append(link.name()).append(": **").append(link.verdict().text());
        out.append("**; ").append(link.reason()).append(".\n");
      }
      table
          .refused()
          .forEach((c, why) -> out.append("* ").append(c.title()).append(": ").append(skip(why)));
      out.append("\n").append(JUDGED).append("\n\n").append(judged(table).markdown());
    }
    return out.toString();
  }

  String html() {
    StringBuilder out = new StringBuilder();
    out.append("<header><p class=\"eyebrow\"><b>Comparison</b> · ");
    out.append(Numbers.count(tables.size())).append(tables.size() == 1 ? " task" : " tasks");
    out.append("</p><h1>The paper’s table</h1><p class=\"method\">");
    out.append(Html.escape(conditions + " " + BUDGET)).append("</p></header>\n");
    if (!tables.isEmpty()) {
      out.append("<section><h2>The paper’s order</h2><p class=\"lead\">").append(Html.escape(KEPT));
      out.append("</p>\n").append(overview().html()).append("</section>\n");
    }
    out.append("<section><h2>The methods</h2><dl class=\"facts\">");
    for (Contender c : Contender.values()) {
      out.append(Html.element("dt", "name", c.title())).append(Html.element("dd", "how", c.how()));
    }
    out.append("</dl></section>\n");
    if (!skipped.isEmpty()) {
      out.append("<section><h2>Tasks without a table</h2><ul class=\"cite\">");
      skipped.forEach((task, why) -> item(out, task + ": " + skip(why)));
      out.append("</ul></section>\n");
    }
    for (TaskTable table : tables) {
      out.append("<section><h2>")
          .append(Html.escape(table.task()))
          .append("</h2><p class=\"lead\">");
      out.append(Html.escape(about(table))).append("</p>\n").append(main(table).html());
      out.append("<ul class=\"cite\">");
      new PaperOrder(table)
          .links()
          .forEach(l -> item(out, l.name() + ": " + l.verdict().text() + "; " + l.reason() + "."));
      table.refused().forEach((c, why) -> item(out, c.title() + ": " + skip(why)));
      out.append("</ul>\n<p class=\"lead\" style=\"margin-top:18px\">")
          .append(JUDGED)
          .append("</p>");
      out.append(judged(table).html()).append("</section>\n");
    }
    return Page.render("The paper's table · Lodestar", out.toString());
  }

  private static final String BUDGET =
      "Every method is given T denoising steps and T·M scorer calls a design: M children or"
          + " particles, or searches that come to as many. Methods that follow a gradient or a"
          + " learned value ask the scorer only at the end, and best-of-N stands twice: with the"
          + " network evaluations of SVDD-PM, and with its scorer calls. What is asked a second"
          + " time is not evaluated again, so the counts lie below T·M. Intervals are 95 %"
          + " bootstraps over designs of independent origin, all seeds together.";

  private static final String KEPT =
      "Gain kept is the share of what the guiding median gained over the pre-trained model that"
          + " the held-out median confirms, where both scorers measure the same; held-out gain is"
          + " that of the held-out median, best-of-N (network) = 1.";

  private static final String JUDGED =
      "The task’s own judgements, medians over designs, means over seeds, and the settings.";

  private static String skip(String why) {
    return "does not run: " + why.strip() + "\n";
  }

  private static void item(StringBuilder out, String text) {
    out.append("<li>").append(Html.escape(text.strip())).append("</li>");
  }

  private static String about(TaskTable table) {
    Scale s = table.scale();
    return "%s. T = %d, M = %d, α = %s%s."
        .formatted(
            table.about(),
            s.steps(),
            s.width(),
            Numbers.text(s.alpha()),
            table.comparable()
                ? ""
                : "; the held-out scorer measures another property, which should not suffer");
  }

  /** A line a task. */
  private Grid overview() {
    List<List<Cell>> rows = new ArrayList<>();
    for (TaskTable table : tables) {
      PaperOrder order = new PaperOrder(table);
      List<Cell> row = new ArrayList<>(List.of(Cell.of(table.task())));
      row.add(Cell.of(order.against(Contender.BEST_OF_N).text()));
      row.add(Cell.of(order.against(Contender.BEST_OF_N_CALLS).text()));
      for (Contender c :
          List.of(
              Contender.BEST_OF_N,
              Contender.BEST_OF_N_CALLS,
              Contender.SVDD_PM,
              Contender.SVDD_R)) {
        row.add(table.of(c).map(r -> kept(table, r)).orElse(Cell.of(Numbers.NONE)));
      }
      row.add(Cell.of(table.bestNewer().map(Contender::title).orElse(Numbers.NONE)));
      rows.add(row);
    }
    return new Grid(
        List.of(
            "task",
            "order, best-of-N by network",
            "order, best-of-N by scorer",
            "gain kept: best-of-N (network)",
            "best-of-N (scorer)",
            "SVDD-PM",
            "SVDD-R",
            "best newer method, by the guiding score"),
        rows);
  }

  private static Cell kept(TaskTable table, Result result) {
    return Cell.of(
        table.comparable() && result.contender() != Contender.PRETRAINED
            ? Numbers.percent(result.kept(table.pretrained()))
            : Numbers.NONE);
  }

  private static Grid main(TaskTable table) {
    Optional<String> natural = table.metrics().stream().filter(NATURALNESS::contains).findFirst();
    List<List<Cell>> rows = new ArrayList<>();
    for (Contender c : Contender.values()) {
      if (table.of(c).isEmpty()) {
        continue;
      }
      Result r = table.of(c).get();
      boolean best = table.bestNewer().filter(c::equals).isPresent();
      List<Cell> row = new ArrayList<>();
      row.add(new Cell(c.title(), best ? "best newer method" : ""));
      row.addAll(List.of(Cell.of(r.guiding(0.5)), Cell.of(r.guiding(0.9))));
      row.addAll(List.of(Cell.of(r.heldOut(0.5)), Cell.of(r.heldOut(0.9))));
      row.add(kept(table, r));
      row.add(
          Cell.of(
              table
                  .of(Contender.BEST_OF_N)
                  .map(b -> r.gainOf(b, table.pretrained()))
                  .orElse(Double.NaN)));
      row.add(Cell.of(natural.map(n -> metric(r, n)).orElse(Double.NaN)));
      row.add(Cell.of(setMetric(r, "diversity")));
      row.add(Cell.of(Numbers.percent(r.each(s -> s.distinct()))));
      row.add(Cell.of(Numbers.count(r.each(s -> s.spent().networkCalls()))));
      row.add(Cell.of(Numbers.count(r.each(s -> s.spent().rewardCalls()))));
      row.add(Cell.of(r.each(s -> s.spent().seconds())));
      rows.add(row);
    }
    return new Grid(
        List.of(
            "method",
            "guiding median",
            "top 10 %",
            "held-out median",
            "top 10 %",
            "gain kept",
            "held-out gain",
            natural.orElse("naturalness"),
            "diversity",
            "different",
            "network a design",
            "scorer a design",
            "seconds a design"),
        rows);
  }

  /** The task's other judgements. */
  private static Grid judged(TaskTable table) {
    List<String> head = new ArrayList<>(List.of("method"));
    head.addAll(table.metrics());
    head.addAll(table.setMetrics());
    List<List<Cell>> rows = new ArrayList<>();
    for (Contender c : Contender.values()) {
      if (table.of(c).isPresent()) {
        Result r = table.of(c).get();
        List<Cell> row = new ArrayList<>(List.of(new Cell(c.title(), r.label())));
        table.metrics().forEach(m -> row.add(Cell.of(metric(r, m))));
        table.setMetrics().forEach(m -> row.add(Cell.of(setMetric(r, m))));
        rows.add(row);
      }
    }
    return new Grid(head, rows);
  }

  private static double metric(Result r, String name) {
    return r.mean(s -> s.metrics().getOrDefault(name, Double.NaN));
  }

  private static double setMetric(Result r, String name) {
    return r.mean(s -> s.setMetrics().getOrDefault(name, Double.NaN));
  }
}
