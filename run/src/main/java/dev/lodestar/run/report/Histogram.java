package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Overlaid histograms of several sets as shares of each set, so that sets of different size
 * compare. Each set's median is labelled with its name and number, in a row of its own above the
 * bars.
 */
final class Histogram {
  private static final double LEFT = 40;
  private static final double RIGHT = Frame.WIDTH - 14;
  private static final double ROW = 16;
  private static final double HEIGHT = 165;
  private static final int MIN_BINS = 12;
  private static final int MAX_BINS = 48;

  private Histogram() {}

  /**
   * @param unit what the numbers are, below the axis
   * @param beside samples of a chart beside this one, which gets the same axis; may be empty
   * @param samples drawn from last to first, so that the first lies on top
   * @return empty where no set has a finite number
   */
  static String render(
      String id, String title, String unit, List<Sample> beside, List<Sample> samples) {
    List<Sample> shown = samples.stream().filter(s -> !s.isEmpty()).toList();
    if (shown.isEmpty()) {
      return "";
    }
    List<Sample> binned = Stream.concat(shown.stream(), beside.stream()).toList();
    double[] all = Sample.pooled(binned);
    Axis x = Axis.tight(all[0], all[all.length - 1], LEFT, RIGHT, 6);
    x = Axis.rounded(x.low(), x.high(), LEFT, RIGHT, bins(binned, x));
    int bins = (int) Math.round((x.high() - x.low()) / x.step());
    List<double[]> shares = new ArrayList<>();
    double highest = 0;
    for (Sample sample : shown) {
      double[] share = shares(sample.values(), x, bins);
      highest = Math.max(highest, Arrays.stream(share).max().orElse(0));
      shares.add(share);
    }
    double top = 10 + ROW * shown.size();
    Axis y = Axis.tight(0, highest, top + HEIGHT, top, 4);
    Svg svg = new Svg(id, Frame.WIDTH, top + HEIGHT + 40, title, describe(shown, unit));
    Axis marks = Axis.tight(x.low(), x.high(), LEFT, RIGHT, 7);
    Frame frame = new Frame(marks, y);
    frame.draw(svg, unit, marks::label, Numbers::percent);
    for (int i = shown.size() - 1; i >= 0; i--) {
      svg.path(outline(shares.get(i), x, y), "bars " + shown.get(i).ink());
    }
    labels(svg, shown, x, y.from());
    return svg.close();
  }

  /**
   * Number of bins after Freedman and Diaconis 1981 for the set that needs the finest, within what
   * the drawing can show.
   */
  private static int bins(List<Sample> shown, Axis x) {
    double wanted = MIN_BINS;
    for (Sample sample : shown) {
      double[] sorted = Quantiles.sorted(sample.values());
      if (sorted.length == 0) {
        continue;
      }
      double iqr = Quantiles.ofSorted(sorted, 0.75) - Quantiles.ofSorted(sorted, 0.25);
      double width = 2 * iqr / Math.cbrt(sorted.length);
      wanted = width > 0 ? Math.max(wanted, (x.high() - x.low()) / width) : wanted;
    }
    return (int) Math.min(MAX_BINS, wanted);
  }

  /** The share of the finite values in each bin. */
  static double[] shares(double[] values, Axis x, int bins) {
    double[] share = new double[bins];
    double[] finite = Quantiles.sorted(values);
    for (double value : finite) {
      int bin = (int) ((value - x.low()) / (x.high() - x.low()) * bins);
      share[Math.max(0, Math.min(bins - 1, bin))] += 1.0 / finite.length;
    }
    return share;
  }

  private static String outline(double[] shares, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    double width = (x.to() - x.from()) / shares.length;
    boolean open = false;
    for (int i = 0; i < shares.length; i++) {
      double left = x.from() + i * width;
      if (shares[i] == 0) {
        if (open) {
          path.append("V").append(Numbers.coordinate(y.from())).append("Z");
        }
        open = false;
        continue;
      }
      if (!open) {
        path.append("M").append(Numbers.coordinate(left));
        path.append(" ").append(Numbers.coordinate(y.from()));
      }
      open = true;
      path.append("V").append(Numbers.coordinate(y.at(shares[i])));
      path.append("H").append(Numbers.coordinate(left + width));
    }
    return open ? path + "V" + Numbers.coordinate(y.from()) + "Z" : path.toString();
  }

  /**
   * Rows in the order of the medians, texts to the right of their lines, so that no line crosses a
   * text; mirrored where more texts would leave the drawing on the right than on the left.
   */
  private static void labels(Svg svg, List<Sample> shown, Axis x, double bottom) {
    List<Label> labels =
        shown.stream()
            .map(s -> new Label(x.at(Quantiles.median(s.values())), s.ink(), text(s)))
            .sorted(Comparator.comparingDouble(Label::at))
            .toList();
    boolean mirrored =
        labels.stream().filter(l -> !l.fitsRight()).count()
            > labels.stream().filter(l -> !l.fitsLeft()).count();
    for (boolean texts : new boolean[] {false, true}) { // texts over all lines
      for (int row = 0; row < labels.size(); row++) {
        Label label = labels.get(mirrored ? labels.size() - 1 - row : row);
        double baseline = 12 + ROW * row;
        boolean left = mirrored ? label.fitsLeft() : !label.fitsRight() && label.fitsLeft();
        if (texts) {
          Svg.Anchor anchor = left ? Svg.Anchor.END : Svg.Anchor.START;
          double at = label.at() + (left ? -5 : 5);
          svg.text(at, baseline, anchor, "label " + label.ink(), label.text());
        } else {
          svg.line(label.at(), baseline - 9, label.at(), bottom, "median " + label.ink());
        }
      }
    }
  }

  /** A median's place and what is written beside it. */
  private record Label(double at, String ink, String text) {
    private boolean fitsRight() {
      return at + 5 + Sample.textWidth(text) <= Frame.WIDTH;
    }

    private boolean fitsLeft() {
      return at - 5 - Sample.textWidth(text) >= 0;
    }
  }

  private static String text(Sample sample) {
    return sample.name() + " " + Numbers.text(Quantiles.median(sample.values()));
  }

  private static String describe(List<Sample> shown, String unit) {
    StringBuilder text = new StringBuilder("Distribution of " + unit + ". Medians:");
    for (Sample sample : shown) {
      text.append(" ").append(text(sample)).append(";");
    }
    text.setCharAt(text.length() - 1, '.');
    return text.toString();
  }
}
