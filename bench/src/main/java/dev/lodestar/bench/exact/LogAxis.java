package dev.lodestar.bench.exact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Maps positive numbers to a stretch of a drawing by their logarithm.
 *
 * @param low smallest number shown, above 0
 * @param high largest number shown, above {@code low}
 * @param from coordinate of {@code low}
 * @param to coordinate of {@code high}
 */
record LogAxis(double low, double high, double from, double to) {
  private static final double MARGIN = 1.15;

  /** An axis a little longer than the data, of which at least one number is given. */
  static LogAxis over(DoubleStream data, double from, double to) {
    double[] sorted = data.sorted().toArray();
    double low = sorted[0] / MARGIN;
    double high = sorted[sorted.length - 1] * MARGIN;
    return new LogAxis(low, Math.max(high, 3 * low), from, to);
  }

  double at(double x) {
    return from + Math.log(x / low) / Math.log(high / low) * (to - from);
  }

  /** Powers of ten; where fewer than three would be seen, twice and five times them too. */
  List<BigDecimal> ticks() {
    List<BigDecimal> ticks = new ArrayList<>();
    boolean few = Math.log10(high / low) < 3;
    for (int e = (int) Math.floor(Math.log10(low)); e <= Math.log10(high); e++) {
      for (int digit : few ? new int[] {1, 2, 5} : new int[] {1}) {
        BigDecimal tick = BigDecimal.valueOf(digit).scaleByPowerOfTen(e);
        if (tick.doubleValue() >= low && tick.doubleValue() <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
