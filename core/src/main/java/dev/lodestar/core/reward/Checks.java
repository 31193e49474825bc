package dev.lodestar.core.reward;

/** Sentences about numbers that do not fit. */
final class Checks {
  private Checks() {}

  static void finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(quoted(what) + " is " + value + "; it must be finite");
    }
  }

  static void positive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          quoted(what) + " is " + value + "; it must be a positive number");
    }
  }

  static void range(double low, double high, boolean strict) {
    finite("low", low);
    finite("high", high);
    if (low > high || (strict && low == high)) {
      throw new IllegalArgumentException(
          "'low' is " + low + " and 'high' is " + high + "; 'low' must be below 'high'");
    }
  }

  private static String quoted(String what) {
    return what.contains("'") ? what : "'" + what + "'";
  }
}
