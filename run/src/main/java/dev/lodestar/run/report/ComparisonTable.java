package dev.lodestar.run.report;

import dev.lodestar.run.report.ReportData.SetMetricRow;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/** The designs beside what they are compared with: one column a set, one row a judgement. */
final class ComparisonTable {
  private final ReportData data;
  private final StringBuilder out = new StringBuilder();

  private ComparisonTable(ReportData data) {
    this.data = data;
  }

  static String render(ReportData data) {
    return data.sets().isEmpty() ? "" : new ComparisonTable(data).table();
  }

  private String table() {
    out.append("<div class=\"scroll\"><table><thead><tr><th class=\"left text\"></th>");
    List<String> inks = Sample.inks(data.sets());
    for (int i = 0; i < data.sets().size(); i++) {
      ScoreSet set = data.sets().get(i);
      out.append("<th scope=\"col\"><span class=\"swatch ").append(inks.get(i));
      out.append("\"></span>").append(Html.escape(set.name())).append("<small>");
      out.append("n = ").append(Numbers.count(set.size())).append("</small></th>");
    }
    out.append("</tr></thead><tbody>");
    String score = data.heading().score();
    quantiles("guiding " + score, ScoreSet::guiding);
    quantiles("held-out " + score, ScoreSet::heldOut);
    health();
    Set<String> columns = new LinkedHashSet<>();
    data.sets().forEach(s -> columns.addAll(s.metrics().keySet()));
    boolean first = true;
    for (String column : columns) {
      if (data.sets().stream().allMatch(s -> isYesNo(s.metric(column)))) {
        row(column, "", first, i -> share(data.sets().get(i).metric(column)));
      } else {
        row(column + ", median", "", first, i -> quantile(data.sets().get(i).metric(column), 0.5));
      }
      first = false;
    }
    for (SetMetricRow metric : data.setMetrics()) {
      row(metric.name(), metric.describe(), first, i -> Numbers.text(metric.values().get(i)));
      first = false;
    }
    return out.append("</tbody></table></div>").toString();
  }

  private void quantiles(String name, Function<ScoreSet, double[]> values) {
    if (Sample.of(data.sets(), values).stream().allMatch(Sample::isEmpty)) {
      return;
    }
    row(name + ", median", "", true, i -> quantile(values.apply(data.sets().get(i)), 0.5));
    row(name + ", top 10 %", "", false, i -> quantile(values.apply(data.sets().get(i)), 0.9));
  }

  /** How the sets came about; what is known of none is left out. */
  private void health() {
    row(
        "different designs",
        "",
        true,
        i -> Numbers.percent(data.sets().get(i).distinct() / (double) data.sets().get(i).size()));
    health("starts with descendants", "", h -> h.starts(), h -> Numbers.percent(h.starts()));
    health(
        "KL from the pre-trained model, nats",
        "≤: a bound",
        Health::divergence,
        Health::divergenceText);
    health("log Z", "± its standard error", Health::logZ, Health::logZText);
  }

  private void health(
      String name,
      String describe,
      ToDoubleFunction<Health> number,
      Function<Health, String> text) {
    List<Health> all = data.sets().stream().map(ScoreSet::health).toList();
    if (all.stream().mapToDouble(number).anyMatch(Double::isFinite)) {
      row(name, describe, false, i -> Html.escape(text.apply(all.get(i))));
    }
  }

  private static boolean isYesNo(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == 0 || v == 1 || Double.isNaN(v));
  }

  private static String share(double[] values) {
    return Numbers.percent(Quantiles.mean(values));
  }

  /** A quantile with its confidence interval in small print. */
  private static String quantile(double[] values, double p) {
    String text = Numbers.text(Quantiles.of(values, p));
    Quantiles.Interval interval = Quantiles.interval(values, p, 0.95);
    return interval.bounded() && interval.low() < interval.high()
        ? "%s<small>%s to %s</small>"
            .formatted(text, Numbers.text(interval.low()), Numbers.text(interval.high()))
        : text;
  }

  private void row(String name, String describe, boolean first, IntFunction<String> cellHtml) {
    out.append(first ? "<tr class=\"group\">" : "<tr>");
    out.append("<th scope=\"row\" class=\"left text\">").append(Html.escape(name));
    if (!describe.isBlank()) {
      out.append("<small>").append(Html.escape(describe)).append("</small>");
    }
    out.append("</th>");
    for (int i = 0; i < data.sets().size(); i++) {
      boolean own = data.sets().get(i).role() == ScoreSet.Role.DESIGNS;
      out.append(own ? "<td class=\"main\">" : "<td>");
      out.append(cellHtml.apply(i)).append("</td>");
    }
    out.append("</tr>\n");
  }
}
