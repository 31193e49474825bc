package dev.lodestar.bench.exact;

import dev.lodestar.bench.exact.ExactBenchmark.Comparison;
import dev.lodestar.run.report.Numbers;
import java.util.ArrayList;
import java.util.List;

/** What the best design of a large space costs each method. */
record HuntTable(Comparison comparison) {
  static final List<String> HEADS =
      List.of("method", "size", "found", "network evaluations", "different designs scored");

  /** What was done, in a sentence. */
  String sentence() {
    Landscape l = comparison.world().landscape();
    Hunt.Spent any = comparison.hunts().get(0);
    return "Until "
        + l.text(l.best())
        + " ("
        + Numbers.text(l.rewards()[l.best()])
        + "), the best of "
        + Numbers.count(l.rewards().length)
        + " designs, is scored, under the posterior mean: medians of "
        + any.hunts()
        + " hunts, each given up after 40,000 states put to the network. Remembered states and"
        + " designs count once among the designs scored, each time among the network evaluations.";
  }

  List<List<String>> rows() {
    List<List<String>> out = new ArrayList<>();
    for (Hunt.Spent spent : comparison.hunts()) {
      out.add(
          List.of(
              spent.entrant().name(),
              spent.entrant().scale().least() == 0
                  ? "–"
                  : spent.entrant().scale().letter() + " = " + spent.size(),
              spent.found() + " of " + spent.hunts(),
              number(spent.network(), "> 40,000"),
              number(spent.scored(), "–")));
    }
    return out;
  }

  private static String number(double x, String none) {
    return Double.isFinite(x) ? Numbers.count(x) : none;
  }
}
