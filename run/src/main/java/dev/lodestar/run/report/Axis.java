package dev.lodestar.run.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps numbers to a stretch of the drawing, with ticks at round numbers.
 *
 * @param low smallest number shown
 * @param high largest number shown, above {@code low}
 * @param from coordinate of {@code low}
 * @param to coordinate of {@code high}; may be below {@code from}
 * @param step distance of two ticks: 1, 2, 2.5 or 5 times a power of ten
 */
record Axis(double low, double high, double from, double to, double step) {
  private static final double HUGE = 1e300;

  /** An axis just as long as the data, whose ticks lie inside it. */
  static Axis tight(double low, double high, double from, double to, int ticks) {
    low = Math.max(-HUGE, Math.min(HUGE, low));
    high = Math.max(-HUGE, Math.min(HUGE, high));
    // Constant data, or data closer together than a double can part, still get a visible axis.
    double least = Math.max(1e-300, 1e-9 * Math.max(Math.abs(low), Math.abs(high)));
    if (!(high - low >= least)) {
      double margin = Math.abs(low) < 1e-290 ? 1 : Math.abs(low) * 0.1;
      low -= margin;
      high += margin;
    }
    return new Axis(low, high, from, to, niceStep((high - low) / ticks));
  }

  /** An axis that begins and ends at a tick. */
  static Axis rounded(double low, double high, double from, double to, int ticks) {
    Axis tight = tight(low, high, from, to, ticks);
    double step = tight.step;
    // A hair of slack, so that data ending on a tick get no empty interval beyond it.
    double first = Math.floor(tight.low / step + 1e-9) * step;
    double last = Math.ceil(tight.high / step - 1e-9) * step;
    return new Axis(first, last, from, to, step);
  }

  /** The smallest of 1, 2, 2.5, 5, 10 times a power of ten that is at least {@code least}. */
  static double niceStep(double least) {
    int exponent = (int) Math.floor(Math.log10(least));
    for (double digit : new double[] {1, 2, 2.5, 5}) {
      double step = power(digit, exponent);
      if (step >= least * (1 - 1e-9)) {
        return step;
      }
    }
    return power(1, exponent + 1);
  }

  private static double power(double digit, int exponent) {
    return Double.parseDouble(digit + "e" + exponent);
  }

  /** Coordinate of a number. */
  double at(double x) {
    return from + (x - low) / (high - low) * (to - from);
  }

  /** The round numbers to mark. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    double first = Math.ceil(low / step - 1e-9);
    for (int i = 0; i <= 20 && (first + i) * step <= high + step * 1e-9; i++) {
      ticks.add((first + i) * step + 0.0);
    }
    return ticks;
  }

  /** A tick's label, with as many decimals as the ticks' distance needs. */
  String label(double tick) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (size >= 1e9 || step < 1e-5) {
      return String.format(Locale.ROOT, "%.2g", tick);
    }
    if (step >= 1000) {
      boolean millions = size >= 1e6 && step >= 1e4;
      double unit = millions ? 1e6 : 1e3;
      return tick == 0 ? "0" : plain(tick / unit, step / unit) + (millions ? "M" : "k");
    }
    return plain(tick, step);
  }

  private static String plain(double x, double step) {
    int decimals = Math.max(0, new BigDecimal(Double.toString(step)).stripTrailingZeros().scale());
    return BigDecimal.valueOf(x)
        .setScale(decimals, RoundingMode.HALF_EVEN)
        .toPlainString()
        .replace('-', '−');
  }
}
