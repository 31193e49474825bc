package dev.lodestar.run.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text, the same on every machine whatever its locale. */
public final class Numbers {
  /** Stands where there is no number. */
  public static final String NONE = "–";

  private static final String MINUS = "−";

  private Numbers() {}

  /** Three significant digits: {@code 8.10}, {@code 0.412}, {@code 12,840}, {@code 1.2e-5}. */
  public static String text(double x) {
    if (!Double.isFinite(x)) {
      return none(x);
    }
    double size = Math.abs(x);
    if (size == 0) {
      return "0";
    }
    if (size >= 1e9 || size < 5e-4) {
      return sign(
          String.format(Locale.ROOT, "%.1e", x).replace("e+", "e").replaceAll("e(-?)0", "e$1"));
    }
    if (size >= 999.5) {
      return count(x);
    }
    BigDecimal rounded = new BigDecimal(x).round(new MathContext(3, RoundingMode.HALF_EVEN));
    int decimals = Math.max(0, 2 - (rounded.precision() - rounded.scale() - 1));
    return sign(rounded.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
  }

  /** A whole number with its thousands marked. */
  public static String count(double x) {
    return Double.isFinite(x) ? sign(String.format(Locale.ROOT, "%,.0f", x)) : none(x);
  }

  /** A share as a percentage: {@code 87 %}. */
  public static String percent(double share) {
    if (!Double.isFinite(share)) {
      return none(share);
    }
    double percent = share * 100;
    String format = percent != 0 && Math.abs(percent) < 1 ? "%.1f" : "%.0f";
    return sign(String.format(Locale.ROOT, format, percent)) + "\u202f%";
  }

  /** Seconds as people say them: {@code 4.2 s}, {@code 3 min 05 s}, {@code 2 h 07 min}. */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return none(seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return text(seconds) + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min" + (whole % 60 == 0 ? "" : pad(" %02d s", whole % 60));
    }
    return count(whole / 3600) + " h" + pad(" %02d min", whole % 3600 / 60);
  }

  private static String pad(String format, long number) {
    return String.format(Locale.ROOT, format, number);
  }

  /** A coordinate of a drawing: two decimals, no needless zeros. */
  public static String coordinate(double x) {
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException("a drawing cannot hold the coordinate " + x);
    }
    long hundredths = Math.round(x * 100);
    String whole = (hundredths < 0 ? "-" : "") + Math.abs(hundredths / 100);
    long rest = Math.abs(hundredths % 100);
    if (rest == 0) {
      return whole;
    }
    return whole + (rest % 10 == 0 ? "." + rest / 10 : (rest < 10 ? ".0" : ".") + rest);
  }

  private static String none(double x) {
    return Double.isNaN(x) ? NONE : x > 0 ? "∞" : MINUS + "∞";
  }

  private static String sign(String text) {
    return text.startsWith("-") ? MINUS + text.substring(1) : text;
  }
}
