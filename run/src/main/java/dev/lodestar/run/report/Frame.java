package dev.lodestar.run.report;

import java.util.function.DoubleFunction;

/**
 * The plotting area of a chart: two axes, light grid lines, labels.
 *
 * @param x runs left to right; {@code y} bottom to top
 */
record Frame(Axis x, Axis y) {
  /** Width of every chart in the page's grid; text sizes are chosen for it. */
  static final double WIDTH = 420;

  private double left() {
    return Math.min(x.from(), x.to());
  }

  private double right() {
    return Math.max(x.from(), x.to());
  }

  /** Draws grid, tick labels and the x axis' name. */
  void draw(Svg svg, String xName, DoubleFunction<String> xLabel, DoubleFunction<String> yLabel) {
    double bottom = y.from();
    for (double tick : y.ticks()) {
      svg.line(left(), y.at(tick), right(), y.at(tick), tick == y.low() ? "axis" : "grid");
      svg.text(left() - 6, y.at(tick) + 3.8, Svg.Anchor.END, "tick", yLabel.apply(tick));
    }
    svg.line(left(), bottom, right(), bottom, "axis");
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), bottom, x.at(tick), bottom + 4, "axis");
      svg.text(x.at(tick), bottom + 16, Svg.Anchor.MIDDLE, "tick", xLabel.apply(tick));
    }
    svg.text((left() + right()) / 2, bottom + 33, Svg.Anchor.MIDDLE, "name", xName);
  }

  /** A point as path data. */
  String point(double px, double py) {
    return Numbers.coordinate(x.at(px)) + " " + Numbers.coordinate(y.at(py));
  }
}
