package dev.lodestar.bench.exact;

import dev.lodestar.run.report.Numbers;
import dev.lodestar.run.report.Svg;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines through points on two logarithmic axes.
 *
 * @param id unique in its page
 * @param title a few words
 * @param xName what runs left to right
 * @param yName what runs bottom to top
 * @param series the lines; points that are not positive are left out
 */
public record LogChart(String id, String title, String xName, String yName, List<Series> series) {
  private static final double WIDTH = 420;
  private static final double LEFT = 52;
  private static final double RIGHT = WIDTH - 14;
  private static final double HEIGHT = 235;
  private static final double ROW = 16;
  private static final List<String> INKS =
      List.of("designs", "best", "other0", "other1", "other2", "other3", "pretrained");

  /** One line. */
  public record Series(String name, List<Point> points) {
    public Series {
      points =
          points.stream().filter(p -> p.x > 0 && p.y > 0 && Double.isFinite(p.x + p.y)).toList();
    }
  }

  public record Point(double x, double y) {}

  /** The drawing; empty where nothing can be drawn. */
  public String render() {
    List<Series> shown = series.stream().filter(s -> !s.points().isEmpty()).toList();
    List<Point> all = shown.stream().flatMap(s -> s.points().stream()).toList();
    if (all.isEmpty()) {
      return "";
    }
    double top = 14 + ROW * ((shown.size() + 1) / 2);
    double bottom = top + HEIGHT;
    LogAxis x = LogAxis.over(all.stream().mapToDouble(Point::x), LEFT, RIGHT);
    LogAxis y = LogAxis.over(all.stream().mapToDouble(Point::y), bottom, top);
    String what = yName + " against " + xName + ", both logarithmic, a line a method.";
    Svg svg = new Svg(id, WIDTH, bottom + 40, title, what);
    frame(svg, x, y);
    for (int i = 0; i < shown.size(); i++) {
      // a method has one colour in every chart that lists the same methods
      int number = series.indexOf(shown.get(i));
      double left = i % 2 == 0 ? LEFT : LEFT + (RIGHT - LEFT) / 2;
      double row = 10 + ROW * (i / 2);
      svg.line(left, row, left + 18, row, line(number) + ink(number));
      svg.text(left + 24, row + 4, Svg.Anchor.START, "tick", shown.get(i).name());
      draw(svg, shown.get(i).points(), x, y, number);
    }
    return svg.close();
  }

  private void frame(Svg svg, LogAxis x, LogAxis y) {
    for (BigDecimal tick : y.ticks()) {
      double at = y.at(tick.doubleValue());
      svg.line(LEFT, at, RIGHT, at, "grid");
      svg.text(LEFT - 6, at + 3.8, Svg.Anchor.END, "tick", tick.toPlainString());
    }
    svg.line(LEFT, y.from(), RIGHT, y.from(), "axis");
    for (BigDecimal tick : x.ticks()) {
      double at = x.at(tick.doubleValue());
      svg.line(at, y.from(), at, y.from() + 4, "axis");
      String label = Numbers.count(tick.doubleValue());
      svg.text(at, y.from() + 16, Svg.Anchor.MIDDLE, "tick", label);
    }
    svg.text((LEFT + RIGHT) / 2, y.from() + 33, Svg.Anchor.MIDDLE, "name", xName);
    svg.verticalText(11, (y.from() + y.to()) / 2, "name", yName);
  }

  private static void draw(Svg svg, List<Point> points, LogAxis x, LogAxis y, int number) {
    List<String> at = new ArrayList<>();
    for (Point p : points) {
      at.add(Numbers.coordinate(x.at(p.x())) + " " + Numbers.coordinate(y.at(p.y())));
    }
    svg.path("M" + String.join("L", at), line(number) + ink(number));
    svg.path("M" + String.join("h0M", at) + "h0", "dots " + ink(number));
  }

  private static String ink(int number) {
    return INKS.get(number % INKS.size());
  }

  /** Where the colours are used up, lines are dotted. */
  private static String line(int number) {
    return number < INKS.size() ? "line " : "line thin ";
  }
}
