package dev.lodestar.run.report;

import java.util.List;
import java.util.stream.DoubleStream;

/** For each run, its guiding and its held-out score from median to top 10 %, on one axis. */
final class Dumbbells {
  private static final double WIDTH = 640;
  private static final double ROW = 44;
  private static final double TOP = 26;

  private Dumbbells() {}

  /** Empty where no run has a score. */
  static String render(String id, List<ComparedRun> runs, String score) {
    double[] all =
        Quantiles.sorted(
            runs.stream()
                .flatMapToDouble(
                    r -> DoubleStream.of(r.median(), r.top(), r.heldOutMedian(), r.heldOutTop()))
                .toArray());
    if (all.length == 0) {
      return "";
    }
    double bottom = TOP + ROW * runs.size();
    Axis x = Axis.rounded(all[0], all[all.length - 1], 190, WIDTH - 14, 7);
    Svg svg =
        new Svg(
            id, WIDTH, bottom + 40, "Scores of the runs", "Medians and top 10 % of " + score + ".");
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), TOP, x.at(tick), bottom, "grid");
      svg.text(x.at(tick), bottom + 16, Svg.Anchor.MIDDLE, "tick", x.label(tick));
    }
    svg.line(x.from(), bottom, x.to(), bottom, "axis");
    svg.text((x.from() + x.to()) / 2, bottom + 33, Svg.Anchor.MIDDLE, "name", score);
    svg.text(x.from(), 13, Svg.Anchor.START, "label designs", "guiding");
    svg.text(x.from() + 70, 13, Svg.Anchor.START, "label best", "held-out");
    for (int i = 0; i < runs.size(); i++) {
      ComparedRun run = runs.get(i);
      double y = TOP + ROW * i + ROW / 2;
      svg.text(x.from() - 12, y + 4, Svg.Anchor.END, "label", shorten(run.name()));
      dumbbell(svg, x, y - 6, run.median(), run.top(), "designs");
      dumbbell(svg, x, y + 7, run.heldOutMedian(), run.heldOutTop(), "best");
    }
    return svg.close();
  }

  private static void dumbbell(Svg svg, Axis x, double y, double median, double top, String ink) {
    if (!Double.isFinite(median)) {
      return;
    }
    if (Double.isFinite(top)) {
      svg.line(x.at(median), y, x.at(top), y, "line " + ink);
      svg.line(x.at(top), y - 4, x.at(top), y + 4, "line " + ink);
    }
    svg.path(
        "M%s %sh0".formatted(Numbers.coordinate(x.at(median)), Numbers.coordinate(y)),
        "dots key " + ink);
  }

  /** The end of a long name: runs differ there. */
  private static String shorten(String name) {
    int length = name.codePointCount(0, name.length());
    return length <= 22 ? name : "…" + name.substring(name.offsetByCodePoints(0, length - 21));
  }
}
