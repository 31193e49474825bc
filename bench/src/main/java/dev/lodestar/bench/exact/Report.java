package dev.lodestar.bench.exact;

import dev.lodestar.bench.exact.Entrant.Family;
import dev.lodestar.bench.exact.ExactBenchmark.Comparison;
import dev.lodestar.run.report.Html;
import dev.lodestar.run.report.Numbers;
import dev.lodestar.run.report.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The comparison as a self-contained page. */
public record Report(List<Comparison> comparisons, Summary summary) {
  private static final String SIZE = "size: M, N, rounds";
  private static final String SPENT = "states put to the network, a run";
  private static final String TV = "total variation from p*, mean of positions";

  String html() {
    StringBuilder out = new StringBuilder();
    out.append("<header><p class=\"eyebrow\"><b>Exact comparison</b> · ");
    out.append(Numbers.count(summary.rows().size())).append(" methods beside enumeration</p><h1>");
    out.append(Html.escape(summary.sentence())).append("</h1></header>\n");
    table(out);
    for (Comparison c : comparisons) {
      landscape(out, c);
      if (!c.hunts().isEmpty()) {
        HuntTable hunts = new HuntTable(c);
        out.append("<section><h2>Finding the best</h2><p class=\"lead\">");
        out.append(Html.escape(hunts.sentence())).append("</p>\n");
        table(out, HuntTable.HEADS, hunts.rows(), 3);
        out.append("</section>\n");
      }
    }
    return Page.render("Every method beside the exact answer · Lodestar", out.toString());
  }

  private void table(StringBuilder out) {
    out.append("<section><h2>Methods</h2><p class=\"lead\">Claims are checked at every size and");
    out.append(" value; ").append(Numbers.percent(Summary.withinTwo(comparisons)));
    out.append(" of the checks lie within two Monte-Carlo errors. The numbers of each landscape");
    out.append(
        " are those of the largest size under the posterior mean: how far the designs’ mean");
    out.append(" reward lies from that of p*, root mean squared error of log Z in one run, total");
    out.append(" variation of the letters from p*, averaged over positions.</p>\n");
    List<List<String>> rows = summary.rows().stream().map(summary::cells).toList();
    table(out, summary.heads(), rows, 4);
    out.append("</section>\n");
  }

  /** A table whose first columns are words. */
  public static void table(
      StringBuilder out, List<String> heads, List<List<String>> rows, int words) {
    out.append("<div class=\"scroll\"><table class=\"compare\"><thead><tr>");
    for (int i = 0; i < heads.size(); i++) {
      out.append(i < words ? "<th scope=\"col\" class=\"left\">" : "<th scope=\"col\">");
      out.append(Html.escape(heads.get(i))).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    for (List<String> cells : rows) {
      out.append("<tr>");
      for (int i = 0; i < cells.size(); i++) {
        out.append(i < words ? "<td class=\"left\">" : "<td>");
        out.append(Html.escape(cells.get(i))).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static void landscape(StringBuilder out, Comparison c) {
    Landscape l = c.world().landscape();
    String id = l.name();
    out.append("<section><h2>").append(Html.escape(l.title())).append("</h2><p class=\"lead\">");
    out.append(Numbers.count(l.rewards().length)).append(" designs in ").append(l.steps());
    out.append(" denoising steps; the pre-trained model is ").append(Html.escape(l.modelled()));
    out.append(". α = ").append(l.alpha()).append(", log Z = ");
    out.append(Numbers.text(c.world().logZ())).append(", KL(p* ‖ p_pre) = ");
    out.append(Numbers.text(c.world().divergence())).append(" nats; mean reward ");
    out.append(Numbers.text(c.world().mean(c.world().pretrained()))).append(" under p_pre, ");
    out.append(Numbers.text(c.world().mean(c.world().law()))).append(" under p*, ");
    out.append(Numbers.text(l.rewards()[l.best()])).append(" at most (");
    out.append(Html.escape(l.text(l.best()))).append("). As many draws from p* itself as there");
    out.append(" were runs would show a total variation of ");
    out.append(Numbers.text(c.measured().stream().mapToDouble(Measured::floor).min().orElse(0)));
    out.append(" to ");
    out.append(Numbers.text(c.measured().stream().mapToDouble(Measured::floor).max().orElse(0)));
    out.append(".</p>\n<div class=\"charts\">\n");
    for (Family family : Family.values()) {
      List<Entrant> kin = Entrants.ALL.stream().filter(e -> e.family() == family).toList();
      for (Worth worth : new Worth[] {Worth.EXACT, Worth.POSTERIOR_MEAN}) {
        Predicate<Measured> there = m -> m.worth() == worth;
        boolean exact = worth == Worth.EXACT;
        ToDoubleFunction<Measured> x = exact ? Measured::size : Measured::network;
        String title = family.text() + ", " + worth.text().replace('-', ' ');
        List<LogChart.Series> series = byMethod(c, kin, there, x, Measured::marginal);
        String across = exact ? SIZE : SPENT;
        figure(out, new LogChart(id + family + worth, title, across, TV, series));
      }
    }
    List<Entrant> z = Entrants.ALL.stream().filter(e -> e.scale().estimatesZ()).toList();
    for (Worth worth : new Worth[] {Worth.EXACT, Worth.POSTERIOR_MEAN}) {
      Predicate<Measured> there = m -> m.worth() == worth;
      List<LogChart.Series> series = byMethod(c, z, there, Measured::network, Measured::logZ);
      String title = "log Z, " + worth.text().replace('-', ' ');
      figure(out, new LogChart(id + "z" + worth, title, SPENT, "root mean squared error", series));
    }
    for (String method : List.of("svdd", "smc")) {
      List<LogChart.Series> series = new ArrayList<>();
      for (Worth worth : Worth.values()) {
        series.add(
            new LogChart.Series(
                worth.text().replace('-', ' '),
                c.measured().stream()
                    .filter(m -> m.entrant().name().equals(method) && m.worth() == worth)
                    .map(m -> new LogChart.Point(m.size(), m.marginal()))
                    .toList()));
      }
      figure(out, new LogChart(id + method, method + ", every value", SIZE, TV, series));
    }
    out.append("</div></section>\n");
  }

  private static List<LogChart.Series> byMethod(
      Comparison c,
      List<Entrant> entrants,
      Predicate<Measured> there,
      ToDoubleFunction<Measured> x,
      ToDoubleFunction<Measured> y) {
    List<LogChart.Series> out = new ArrayList<>();
    for (Entrant entrant : entrants) {
      List<LogChart.Point> points =
          c.measured().stream()
              .filter(m -> m.entrant() == entrant && there.test(m))
              .map(m -> new LogChart.Point(x.applyAsDouble(m), y.applyAsDouble(m)))
              .toList();
      out.add(new LogChart.Series(entrant.name(), points));
    }
    return out;
  }

  public static void figure(StringBuilder out, LogChart chart) {
    String drawing = chart.render();
    if (!drawing.isEmpty()) {
      out.append("<figure><figcaption><b>").append(Html.escape(chart.title()));
      out.append("</b></figcaption>").append(drawing).append("</figure>\n");
    }
  }
}
