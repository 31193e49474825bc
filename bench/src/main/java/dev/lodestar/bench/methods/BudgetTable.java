package dev.lodestar.bench.methods;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The tables of the comparison in Markdown: what each method reaches within a share of the
 * yardstick's budget, and every setting in full.
 */
final class BudgetTable {
  /** Shares of the yardstick's evaluations. */
  private static final double[] SHARES = {1 / 16.0, 1 / 4.0, 1};

  private final List<Measured> runs;
  private final Measured yardstick;

  /**
   * @param yardstick what the budgets are shares of
   */
  BudgetTable(List<Measured> runs, Measured yardstick) {
    this.runs = List.copyOf(runs);
    this.yardstick = yardstick;
  }

  /** The best held-out median of each method within each budget, and by which setting. */
  String atEqualBudgets() {
    StringBuilder out = new StringBuilder("| method |");
    StringBuilder rule = new StringBuilder("|---|");
    for (String counted : List.of("network", "scorer")) {
      for (double share : SHARES) {
        double all = counted.equals("network") ? yardstick.network() : yardstick.scorer();
        out.append(String.format(Locale.ROOT, " ≤ %,.0f %s |", all * share, counted));
        rule.append("---|");
      }
    }
    out.append(" both ≤ 1/4 |\n").append(rule).append("---|\n");
    for (String method : methods()) {
      out.append("| ").append(method).append(" |");
      for (double share : SHARES) {
        out.append(cell(method, m -> m.network() <= share * yardstick.network()));
      }
      for (double share : SHARES) {
        out.append(cell(method, m -> m.scorer() <= share * yardstick.scorer()));
      }
      out.append(
          cell(
              method,
              m -> m.network() <= yardstick.network() / 4 && m.scorer() <= yardstick.scorer() / 4));
      out.append('\n');
    }
    return out.toString();
  }

  private String cell(String method, Predicate<Measured> affordable) {
    Optional<Measured> best =
        runs.stream()
            .filter(m -> m.setting().method().equals(method))
            .filter(affordable)
            .max(Comparator.comparingDouble(Measured::heldOut));
    return best.map(
            m ->
                String.format(
                    Locale.ROOT,
                    " %.2f (%s) |",
                    m.heldOut(),
                    m.setting().choices().isEmpty()
                        ? "as is"
                        : String.join(", ", m.setting().choices()).replace("task.", "")))
        .orElse(" – |");
  }

  private List<String> methods() {
    return runs.stream().map(m -> m.setting().method()).distinct().toList();
  }

  /** Every setting: means over the seeds, and half the range where designs are judged. */
  String inFull() {
    List<String> metrics = new ArrayList<>(yardstick.seeds().get(0).metrics().keySet());
    List<String> ofSets = new ArrayList<>(yardstick.seeds().get(0).setMetrics().keySet());
    StringBuilder out =
        new StringBuilder(
            "| method | settings | guiding median | top 10 % | held-out median | top 10 % |");
    metrics.forEach(m -> out.append(' ').append(m).append(" |"));
    ofSets.forEach(m -> out.append(' ').append(m).append(" |"));
    out.append(" distinct | network | scorer |\n|---|---|");
    out.append("---|".repeat(7 + metrics.size() + ofSets.size())).append('\n');
    for (Measured m : runs) {
      out.append("| ").append(m.setting().method()).append(" | ");
      out.append(String.join(", ", m.setting().choices()).replace("task.", "")).append(" |");
      out.append(number("%.2f", m.mean(s -> s.guiding().median())));
      out.append(number("%.2f", m.mean(s -> s.guiding().top())));
      out.append(
          String.format(
              Locale.ROOT, " %.2f ± %.2f |", m.heldOut(), m.spread(s -> s.heldOut().median())));
      out.append(number("%.2f", m.mean(s -> s.heldOut().top())));
      for (String metric : metrics) {
        out.append(number("%.2f", m.mean(s -> s.metrics().getOrDefault(metric, Double.NaN))));
      }
      for (String metric : ofSets) {
        out.append(number("%.2f", m.mean(s -> s.setMetrics().getOrDefault(metric, Double.NaN))));
      }
      out.append(number("%.0f", m.mean(s -> s.distinct())));
      out.append(number("%,.0f", m.network()));
      out.append(number("%,.0f", m.scorer())).append('\n');
    }
    return out.toString();
  }

  private static String number(String format, double x) {
    return Double.isNaN(x) ? " – |" : ' ' + String.format(Locale.ROOT, format, x) + " |";
  }
}
