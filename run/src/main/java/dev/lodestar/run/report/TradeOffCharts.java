package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Components against each other, the designs that nobody dominates marked. */
final class TradeOffCharts {
  /** Components that are drawn, each against each. */
  private static final int MOST = 3;

  private TradeOffCharts() {}

  /** A drawing and what it shows. */
  record Chart(String title, String drawing) {}

  /** One sentence on the fronts. */
  static String lead(TradeOff trade) {
    int[] fronts = trade.fronts();
    long first = Arrays.stream(fronts).filter(f -> f == 1).count();
    int last = Arrays.stream(fronts).max().orElse(0);
    String others =
        trade.objectives().size() > MOST
            ? " The first three of %d components are drawn.".formatted(trade.objectives().size())
            : "";
    return "%s of %s designs make up the Pareto front: no other is as good in every component and better in one."
            .formatted(Numbers.count(first), Numbers.count(fronts.length))
        + " There are %s fronts; the column pareto of the table has each design's."
            .formatted(Numbers.count(last))
        + others;
  }

  /** One chart a pair. */
  static List<Chart> of(TradeOff trade, List<ScoreSet> sets) {
    List<Chart> out = new ArrayList<>();
    List<TradeOff.Objective> shown =
        trade.objectives().subList(0, Math.min(MOST, trade.objectives().size()));
    for (int a = 0; a < shown.size(); a++) {
      for (int b = a + 1; b < shown.size(); b++) {
        TradeOff.Objective x = shown.get(a);
        TradeOff.Objective y = shown.get(b);
        String title = y.name() + " against " + x.name();
        String drawing =
            Scatter.free(
                "to" + a + b,
                title,
                x.axis(),
                y.axis(),
                samples(x, trade.fronts(), sets),
                samples(y, trade.fronts(), sets));
        if (!drawing.isEmpty()) {
          out.add(new Chart(title, drawing));
        }
      }
    }
    return out;
  }

  /** The first front on top of the sets. */
  private static List<Sample> samples(
      TradeOff.Objective objective, int[] fronts, List<ScoreSet> sets) {
    List<Sample> out = new ArrayList<>();
    double[] front = objective.values().get(0).clone();
    for (int i = 0; i < front.length; i++) {
      front[i] = fronts[i] == 1 ? front[i] : Double.NaN;
    }
    out.add(new Sample("Pareto front", "front", front));
    List<String> inks = Sample.inks(sets);
    for (int i = 0; i < Math.min(sets.size(), objective.values().size()); i++) {
      out.add(new Sample(sets.get(i).name(), inks.get(i), objective.values().get(i)));
    }
    return out;
  }
}
