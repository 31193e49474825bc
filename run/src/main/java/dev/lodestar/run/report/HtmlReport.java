package dev.lodestar.run.report;

import dev.lodestar.core.task.Exhibit;
import dev.lodestar.run.report.ReportData.DesignRow;
import dev.lodestar.run.report.ReportData.Fact;
import dev.lodestar.run.report.ReportData.StepPoint;
import dev.lodestar.run.report.ReportData.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Draws {@link ReportData} as one self-contained page: no other file, no network, and readable
 * without its script, which only sorts the table. Equal data give equal bytes on every machine.
 */
public final class HtmlReport {
  private static final String AGAINST = "Held-out against guiding score";

  private final ReportData data;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(ReportData data) {
    this.data = data;
  }

  /** The whole page, from {@code <!DOCTYPE html>} to {@code </html>}. */
  public static String render(ReportData data) {
    HtmlReport report = new HtmlReport(data);
    report.header();
    report.warnings();
    report.comparison();
    report.distributions();
    data.tradeOff().ifPresent(report::tradeOff);
    report.course();
    report.exhibits();
    report.gallery();
    report.designs();
    report.origin();
    return Page.render(data.heading().title() + " · Lodestar", report.out.toString());
  }

  private void header() {
    ReportData.Heading heading = data.heading();
    out.append("<header><p class=\"eyebrow\"><b>").append(Html.escape(heading.title()));
    out.append("</b> · ").append(Html.escape(heading.task())).append("</p>\n<h1>");
    for (Headline.Part part : Headline.parts(data)) {
      String text = Html.escape(part.text());
      out.append(part.aside() ? "<span>" + text + "</span>" : text);
    }
    out.append("</h1>\n");
    out.append(Html.element("p", "method", heading.method())).append("</header>\n");
  }

  private void warnings() {
    List<Warning> warnings = new ArrayList<>(data.warnings());
    warnings.addAll(Findings.of(data));
    if (warnings.isEmpty()) {
      return;
    }
    out.append("<ul class=\"warnings\">\n");
    for (Warning warning : warnings) {
      out.append("<li><b>").append(Html.escape(warning.title())).append("</b>");
      out.append(Html.escape(warning.meaning())).append("</li>\n");
    }
    out.append("</ul>\n");
  }

  private void comparison() {
    String table = ComparisonTable.render(data);
    if (table.isEmpty()) {
      return;
    }
    open(
        "Compared",
        "Top 10 % is the 90 % quantile. Small print under a number is the 95 % confidence interval"
            + " of that quantile.");
    out.append(table);
    notes();
    close();
  }

  private void notes() {
    List<ScoreSet> noted = data.sets().stream().filter(s -> !s.note().isBlank()).toList();
    if (noted.isEmpty()) {
      return;
    }
    out.append("<p class=\"small\" style=\"margin-top:10px\">");
    for (ScoreSet set : noted) {
      out.append("<b>").append(Html.escape(set.name())).append("</b>: ");
      out.append(Html.escape(set.note())).append(". ");
    }
    out.append("</p>\n");
  }

  private void distributions() {
    List<Sample> guiding = Sample.of(data.sets(), ScoreSet::guiding);
    List<Sample> heldOut = Sample.of(data.sets(), ScoreSet::heldOut);
    String score = data.heading().score();
    boolean comparable = data.heading().comparable();
    boolean same = comparable && Sample.sameScale(Sample.pooled(guiding), Sample.pooled(heldOut));
    List<Sample> none = List.of();
    String first = Histogram.render("hg", "Guiding score", score, same ? heldOut : none, guiding);
    String second = Histogram.render("hh", "Held-out score", score, same ? guiding : none, heldOut);
    String third =
        comparable
            ? Scatter.render(
                "sc", AGAINST, "guiding " + score, "held-out " + score, guiding, heldOut)
            : Scatter.free("sc", AGAINST, "guiding score", "held-out score", guiding, heldOut);
    String fourth = values().render("sv", "Estimated score per step");
    if ((first + second + third + fourth).isEmpty()) {
      return;
    }
    open("Scores", "Heights of bars are shares of each set; dashed lines are medians.");
    out.append("<div class=\"charts\">\n");
    figure("Guiding score", "By the scorer that steered the designs.", first);
    figure(
        "Held-out score",
        comparable
            ? "By a scorer that saw other data and had no say."
            : "By a scorer that had no say, and does not measure quite the same.",
        second);
    figure(
        "Held-out against guiding",
        third.contains("\"equal\"") // the diagonal is drawn
            ? "Below the diagonal the guiding scorer promises more than the held-out one confirms."
            : "One dot a design; the two scorers have scales of their own.",
        third);
    figure(
        "Estimated " + score + " per step",
        "From noise to designs. The band holds the middle 80 % of the population.",
        fourth);
    out.append("</div>\n");
    close();
  }

  private void tradeOff(TradeOff trade) {
    List<TradeOffCharts.Chart> charts = TradeOffCharts.of(trade, data.sets());
    if (charts.isEmpty()) {
      return;
    }
    open("Trade-offs", TradeOffCharts.lead(trade));
    out.append("<div class=\"charts\">\n");
    charts.forEach(c -> figure(c.title(), "One dot a design, scores as transformed.", c.drawing()));
    out.append("</div>\n");
    close();
  }

  private StepChart values() {
    return new StepChart(
        series(StepPoint::step),
        List.of(
            new StepChart.Line("mean", "thin", series(StepPoint::mean)),
            new StepChart.Line("best", "best", series(StepPoint::best)),
            new StepChart.Line("median", "designs", series(StepPoint::median))),
        Optional.of(new StepChart.Band(series(StepPoint::q10), series(StepPoint::q90))),
        StepChart.Scale.VALUE);
  }

  private void course() {
    double[] steps = series(StepPoint::step);
    StepChart diversity =
        new StepChart(
            steps,
            List.of(
                new StepChart.Line("ESS", "designs", series(StepPoint::ess)),
                new StepChart.Line("ancestors", "best", series(StepPoint::ancestors)),
                new StepChart.Line("different", "other0", series(StepPoint::unique))),
            Optional.empty(),
            StepChart.Scale.SHARE);
    StepChart calls =
        new StepChart(
            steps,
            List.of(
                new StepChart.Line("network", "designs", series(StepPoint::networkCalls)),
                new StepChart.Line("scorer", "best", series(StepPoint::rewardCalls))),
            Optional.empty(),
            StepChart.Scale.COUNT);
    StepChart logZ =
        new StepChart(
            steps,
            List.of(new StepChart.Line("log Z", "designs", series(StepPoint::logZ))),
            Optional.of(
                new StepChart.Band(
                    series(p -> p.logZ() - 2 * p.logZError()),
                    series(p -> p.logZ() + 2 * p.logZError()))),
            StepChart.Scale.VALUE);
    String first = diversity.render("sd", "Diversity per step");
    String second = calls.render("se", "Evaluations per step");
    String third = logZ.render("sz", "log Z per step");
    String fourth = Bars.render("bu", "Budget", data.spending());
    if ((first + second + third + fourth).isEmpty()) {
      return;
    }
    open("On the way", "What the search kept, and what it cost.");
    out.append("<div class=\"charts\">\n");
    figure(
        "Diversity per step",
        "Effective sample size before each selection, rows of the start with descendants, and"
            + " different states, as shares of the population.",
        first);
    figure("Evaluations", "Summed up to each step, over the whole run.", second);
    figure(
        "log Z",
        "Log of the normalising constant, estimated so far. The band, where there are several"
            + " groups, is two standard errors on either side.",
        third);
    figure("Budget", "Dark: spent. Light: asked for. Tick: allowed.", fourth);
    out.append("</div>\n");
    close();
  }

  private double[] series(ToDoubleFunction<StepPoint> number) {
    return data.steps().stream().mapToDouble(number).toArray();
  }

  private void exhibits() {
    for (Exhibit exhibit : data.exhibits()) {
      open(exhibit.title(), exhibit.lead());
      if (!exhibit.rows().isEmpty()) {
        out.append("<div class=\"scroll\"><table><thead><tr>");
        for (int c = 0; c < exhibit.columns().size(); c++) {
          out.append(c == 0 ? "<th class=\"left text\">" : "<th scope=\"col\">");
          out.append(Html.escape(exhibit.columns().get(c))).append("</th>");
        }
        out.append("</tr></thead><tbody>");
        for (List<String> row : exhibit.rows()) {
          out.append("<tr><th scope=\"row\" class=\"left text\">");
          out.append(Html.escape(row.get(0))).append("</th>");
          row.subList(1, row.size())
              .forEach(cell -> out.append("<td>").append(Html.escape(cell)).append("</td>"));
          out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
      }
      close();
    }
  }

  private void gallery() {
    String pictures = data.designs().gallery().render();
    if (!pictures.isEmpty()) {
      open("Pictures", "The number below a picture is its " + data.heading().score() + ".");
      out.append(pictures);
      close();
    }
  }

  private void designs() {
    ReportData.Designs designs = data.designs();
    int all = designs.rows().size();
    if (all == 0) {
      return;
    }
    int shown = Math.min(all, DesignTable.ROWS);
    open(
        "Designs",
        "%s designs, %s of them different."
            .formatted(Numbers.count(all), Numbers.count(designs.distinct())));
    logo(designs);
    out.append(DesignTable.render(designs, data.heading().score()));
    out.append("<p class=\"small\" style=\"margin-top:8px\">");
    out.append(shown < all ? "The best " + shown + " are shown. All are in " : "Also in ");
    String file = Html.escape(designs.file());
    out.append(
        Html.isPlainFile(designs.file()) ? "<a href=\"%s\">%s</a>".formatted(file, file) : file);
    out.append(", with every component of the score.</p>\n");
    close();
  }

  private void logo(ReportData.Designs designs) {
    List<String> feasible =
        designs.rows().stream().filter(DesignRow::feasible).map(DesignRow::design).toList();
    List<String> aligned = SequenceLogo.commonLength(feasible);
    String drawing = new SequenceLogo(designs.alphabet(), aligned).render("lo", "Sequence logo");
    if (drawing.isEmpty()) {
      return;
    }
    String which = Numbers.count(aligned.size());
    which += feasible.size() < designs.rows().size() ? " feasible designs" : " designs";
    if (aligned.size() < feasible.size()) {
      which += " of the commonest length, " + aligned.get(0).length();
    }
    out.append("<figure class=\"logo\"><figcaption><b>Sequence logo</b>Information of the ");
    out.append(which).append(", corrected for the size of the sample.</figcaption>");
    out.append("<div class=\"scroll\">").append(drawing).append("</div></figure>\n");
  }

  private void origin() {
    ReportData.Origin origin = data.origin();
    if (!origin.citations().isEmpty()) {
      open("Cite", "What this run rests on.");
      out.append("<ul class=\"cite\">\n");
      origin.citations().forEach(c -> out.append("<li>").append(Html.escape(c)).append("</li>\n"));
      out.append("</ul>\n");
      close();
    }
    if (!origin.provenance().isEmpty() || !origin.config().isBlank()) {
      open("Again", "All that is needed to make the same designs once more.");
      out.append("<dl class=\"facts\">\n");
      for (Fact fact : origin.provenance()) {
        out.append("<dt>").append(Html.escape(fact.name())).append("</dt><dd>");
        out.append(Html.escape(fact.value())).append("</dd>\n");
      }
      out.append("</dl>\n");
      if (!origin.config().isBlank()) {
        out.append("<pre tabindex=\"0\">").append(Html.escape(origin.config())).append("</pre>\n");
      }
      close();
    }
  }

  private void open(String title, String lead) {
    out.append("<section><h2>").append(Html.escape(title)).append("</h2>");
    out.append(Html.element("p", "lead", lead)).append('\n');
  }

  private void close() {
    out.append("</section>\n");
  }

  private void figure(String title, String caption, String drawing) {
    if (!drawing.isEmpty()) {
      out.append("<figure><figcaption><b>").append(Html.escape(title)).append("</b>");
      out.append(Html.escape(caption)).append("</figcaption>").append(drawing);
      out.append("</figure>\n");
    }
  }
}
