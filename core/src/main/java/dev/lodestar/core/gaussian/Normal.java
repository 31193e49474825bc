package dev.lodestar.core.gaussian;

/** The normal density. */
final class Normal {
  private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

  /** What rounding to single precision leaves uncertain of a number. */
  private static final double ROUNDING = 1e-5;

  private Normal() {}

  /** log N(x; mean, deviation²); a point mass where the deviation is 0. */
  static double log(double x, double mean, double deviation) {
    double off = x - mean;
    if (deviation == 0) {
      return Math.abs(off) <= ROUNDING * (1 + Math.abs(mean)) ? 0 : Double.NEGATIVE_INFINITY;
    }
    double z = off / deviation;
    return -0.5 * z * z - StrictMath.log(deviation) - LOG_ROOT_TWO_PI;
  }
}
