package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two numbers of each design against each other, one colour a set. */
final class Scatter {
  /** Enough to see a cloud's shape, few enough for a small page. */
  private static final int MAX_POINTS = 1500;

  private static final double LEFT = 50;
  private static final double RIGHT = Frame.WIDTH - 14;
  private static final double HEIGHT = 255;
  private static final double LEGEND_ROW = 17;

  private Scatter() {}

  /** The same for numbers that are never on one scale. */
  static String free(
      String id, String title, String xName, String yName, List<Sample> across, List<Sample> up) {
    return render(id, title, xName, yName, across, up, false);
  }

  /**
   * @param across the horizontal numbers, one sample a set
   * @param up the vertical ones, in the same order
   * @return empty where no design has both numbers
   */
  static String render(
      String id, String title, String xName, String yName, List<Sample> across, List<Sample> up) {
    return render(id, title, xName, yName, across, up, true);
  }

  private static String render(
      String id,
      String title,
      String xName,
      String yName,
      List<Sample> across,
      List<Sample> up,
      boolean comparable) {
    double[] x = new double[0];
    double[] y = new double[0];
    for (int i = 0; i < across.size(); i++) {
      x = join(x, both(across.get(i), up.get(i), across.get(i)));
      y = join(y, both(across.get(i), up.get(i), up.get(i)));
    }
    if (x.length == 0) {
      return "";
    }
    double[] xs = Quantiles.sorted(x);
    double[] ys = Quantiles.sorted(y);
    boolean sameScale = comparable && Sample.sameScale(xs, ys);
    if (sameScale) {
      xs = Quantiles.sorted(join(xs, ys));
      ys = xs;
    }
    List<Key> legend = legend(across);
    double top = 30 + legend.get(legend.size() - 1).row() * LEGEND_ROW;
    double bottom = top + HEIGHT;
    Axis ax = Axis.rounded(xs[0], xs[xs.length - 1], LEFT, RIGHT, 7);
    Axis ay = Axis.rounded(ys[0], ys[ys.length - 1], bottom, top, 7);
    Frame frame = new Frame(ax, ay);
    Svg svg =
        new Svg(
            id,
            Frame.WIDTH,
            bottom + 40,
            title,
            yName + " against " + xName + ", one dot a design.");
    frame.draw(svg, xName, ax::label, ay::label);
    svg.verticalText(13, (top + bottom) / 2, "name", yName);
    if (sameScale) {
      svg.line(ax.at(ax.low()), ay.at(ay.low()), ax.at(ax.high()), ay.at(ay.high()), "equal");
      svg.text(RIGHT - 30, top + 12, Svg.Anchor.END, "tick", "equal");
    }
    for (int i = across.size() - 1; i >= 0; i--) {
      svg.path(dots(across.get(i), up.get(i), frame), "dots " + across.get(i).ink());
    }
    for (Key key : legend) {
      double line = 12 + key.row() * LEGEND_ROW;
      svg.path(
          "M%s %sh0".formatted(Numbers.coordinate(key.at() + 3), Numbers.coordinate(line)),
          "dots key " + key.sample().ink());
      svg.text(
          key.at() + 10,
          line + 4,
          Svg.Anchor.START,
          "label " + key.sample().ink(),
          key.sample().name());
    }
    return svg.close();
  }

  /** A set's place in the legend. */
  private record Key(Sample sample, double at, int row) {}

  /** The sets side by side, wrapped into rows. */
  private static List<Key> legend(List<Sample> samples) {
    List<Key> keys = new ArrayList<>();
    double at = LEFT;
    int row = 0;
    for (Sample sample : samples) {
      double width = 24 + Sample.textWidth(sample.name());
      if (at > LEFT && at + width > Frame.WIDTH) {
        at = LEFT;
        row++;
      }
      keys.add(new Key(sample, at, row));
      at += width;
    }
    return keys;
  }

  private static double[] both(Sample across, Sample up, Sample wanted) {
    int n = Math.min(across.values().length, up.values().length);
    double[] out = new double[n];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (Double.isFinite(across.values()[i]) && Double.isFinite(up.values()[i])) {
        out[kept++] = wanted.values()[i];
      }
    }
    return Arrays.copyOf(out, kept);
  }

  private static double[] join(double[] a, double[] b) {
    double[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  /** Dots as zero-length strokes with round caps: a few bytes each. */
  private static String dots(Sample across, Sample up, Frame frame) {
    double[] x = both(across, up, across);
    double[] y = both(across, up, up);
    int stride = Math.max(1, (x.length + MAX_POINTS - 1) / MAX_POINTS);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < x.length; i += stride) {
      path.append("M").append(frame.point(x[i], y[i])).append("h0");
    }
    return path.toString();
  }
}
