package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Numbers along the denoising steps, from noise on the left to the data on the right. Each line is
 * labelled at its end with its name and last number.
 *
 * @param steps noise level of each point, falling
 * @param lines drawn in order, the last on top
 * @param band two lines with the space between them filled
 * @param scale what kind of number is drawn
 */
record StepChart(double[] steps, List<Line> lines, Optional<Band> band, Scale scale) {

  /** What kind of number is drawn. */
  enum Scale {
    /** A score: the axis is as long as the data. */
    VALUE,
    /** How many: the axis begins at 0. */
    COUNT,
    /** A part of the whole: the axis begins at 0 and is in per cent. */
    SHARE
  }

  private static final double LEFT = 44;
  private static final double TOP = 14;
  private static final double BOTTOM = 200;
  private static final double LABEL = 14;

  /** One number a step; NaN leaves a gap. */
  record Line(String name, String style, double[] values) {}

  /** The space between two numbers a step. */
  record Band(double[] low, double[] high) {}

  /** A label at the end of a line. */
  private record Label(double y, String style, String text) {}

  /** The drawing, or empty where no line has two points to join or one to show. */
  String render(String id, String title) {
    List<Line> shown =
        lines.stream().filter(l -> Arrays.stream(l.values()).anyMatch(Double::isFinite)).toList();
    if (shown.isEmpty()) {
      return "";
    }
    double[] all =
        Quantiles.sorted(
            Stream.concat(
                    shown.stream().map(Line::values),
                    band.stream().flatMap(b -> Stream.of(b.low(), b.high())))
                .flatMapToDouble(DoubleStream::of)
                .toArray());
    double low = scale == Scale.VALUE ? all[0] : Math.min(0, all[0]);
    double[] levels = Quantiles.sorted(steps);
    double room = shown.stream().mapToDouble(l -> Sample.textWidth(text(l))).max().orElse(0);
    double right = Math.max(Frame.WIDTH / 2, Frame.WIDTH - 9 - room);
    Axis x = Axis.tight(levels[0], levels[levels.length - 1], right, LEFT, 6);
    Axis y = Axis.rounded(low, all[all.length - 1], BOTTOM, TOP, 5);
    Frame frame = new Frame(x, y);
    Svg svg = new Svg(id, Frame.WIDTH, BOTTOM + 40, title, describe(shown));
    frame.draw(
        svg,
        "denoising steps left",
        x::label,
        v -> scale == Scale.SHARE ? Numbers.percent(v) : y.label(v));
    List<Label> labels = new ArrayList<>();
    band.ifPresent(b -> svg.path(area(b, frame), "band"));
    for (Line line : shown) {
      svg.path(path(line.values(), frame), "line " + line.style());
      double last = last(line.values());
      labels.add(new Label(y.at(last), line.style(), text(line)));
    }
    for (Label label : spread(labels)) {
      svg.text(right + 7, label.y() + 4, Svg.Anchor.START, "label " + label.style(), label.text());
    }
    return svg.close();
  }

  private String text(Line line) {
    return line.name() + " " + number(last(line.values()));
  }

  private String number(double x) {
    return switch (scale) {
      case VALUE -> Numbers.text(x);
      case COUNT -> Numbers.count(x);
      case SHARE -> Numbers.percent(x);
    };
  }

  private String describe(List<Line> shown) {
    StringBuilder text = new StringBuilder("From noise to data. At the end:");
    for (Line line : shown) {
      text.append(" ").append(text(line)).append(";");
    }
    text.setCharAt(text.length() - 1, '.');
    return text.toString();
  }

  private static double last(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).reduce((a, b) -> b).orElse(Double.NaN);
  }

  /** The labels from top to bottom, moved apart where they would touch. */
  private static List<Label> spread(List<Label> labels) {
    List<Label> sorted =
        new ArrayList<>(labels.stream().sorted(Comparator.comparingDouble(Label::y)).toList());
    for (int i = 1; i < sorted.size(); i++) {
      Label label = sorted.get(i);
      double least = sorted.get(i - 1).y() + LABEL;
      sorted.set(i, new Label(Math.max(label.y(), least), label.style(), label.text()));
    }
    double limit = BOTTOM;
    for (int i = sorted.size() - 1; i >= 0; i--) {
      Label label = sorted.get(i);
      sorted.set(i, new Label(Math.min(label.y(), limit), label.style(), label.text()));
      limit = sorted.get(i).y() - LABEL;
    }
    return sorted;
  }

  private String path(double[] values, Frame frame) {
    StringBuilder path = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < steps.length; i++) {
      if (Double.isFinite(values[i])) {
        path.append(open ? "L" : "M").append(frame.point(steps[i], values[i]));
        boolean alone = !open && (i + 1 == steps.length || !Double.isFinite(values[i + 1]));
        path.append(alone ? "h0" : "");
      }
      open = Double.isFinite(values[i]);
    }
    return path.toString();
  }

  private String area(Band band, Frame frame) {
    StringBuilder there = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (int i = 0; i < steps.length; i++) {
      if (Double.isFinite(band.low()[i]) && Double.isFinite(band.high()[i])) {
        there.append(there.isEmpty() ? "M" : "L").append(frame.point(steps[i], band.high()[i]));
        back.insert(0, "L" + frame.point(steps[i], band.low()[i]));
      }
    }
    return there.isEmpty() ? "" : there + back.toString() + "Z";
  }
}
