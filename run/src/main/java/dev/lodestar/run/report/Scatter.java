package dev.lodestar.run.report;

import java.util.Arrays;
import java.util.List;

/** Two numbers of each design against each other, one colour a set. */
final class Scatter {
  /** Enough to see a cloud's shape, few enough for a small page. */
  private static final int MAX_POINTS = 1500;

  private static final double LEFT = 50;
  private static final double RIGHT = Frame.WIDTH - 14;
  private static final double TOP = 30;
  private static final double BOTTOM = 285;

  private Scatter() {}

  /**
   * @param across the horizontal numbers, one sample a set
   * @param up the vertical ones, in the same order
   * @return empty where no design has both numbers
   */
  static String render(
      String id, String title, String xName, String yName, List<Sample> across, List<Sample> up) {
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
    boolean sameScale = Sample.sameScale(xs, ys);
    if (sameScale) {
      xs = Quantiles.sorted(join(xs, ys));
      ys = xs;
    }
    Axis ax = Axis.rounded(xs[0], xs[xs.length - 1], LEFT, RIGHT, 7);
    Axis ay = Axis.rounded(ys[0], ys[ys.length - 1], BOTTOM, TOP, 7);
    Frame frame = new Frame(ax, ay);
    Svg svg =
        new Svg(
            id,
            Frame.WIDTH,
            BOTTOM + 40,
            title,
            yName + " against " + xName + ", one dot a design.");
    frame.draw(svg, xName, ax::label, ay::label);
    svg.verticalText(13, (TOP + BOTTOM) / 2, "name", yName);
    if (sameScale) {
      svg.line(ax.at(ax.low()), ay.at(ay.low()), ax.at(ax.high()), ay.at(ay.high()), "equal");
      svg.text(RIGHT - 30, TOP + 12, Svg.Anchor.END, "tick", "equal");
    }
    for (int i = across.size() - 1; i >= 0; i--) {
      svg.path(dots(across.get(i), up.get(i), frame), "dots " + across.get(i).ink());
    }
    legend(svg, across);
    return svg.close();
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

  private static void legend(Svg svg, List<Sample> samples) {
    double at = LEFT;
    for (Sample sample : samples) {
      svg.path("M%s 12h0".formatted(Numbers.coordinate(at + 3)), "dots key " + sample.ink());
      svg.text(at + 10, 16, Svg.Anchor.START, "label " + sample.ink(), sample.name());
      at += 24 + Sample.textWidth(sample.name());
    }
  }
}
