package dev.lodestar.core.masked;

import dev.lodestar.core.process.Tokens;

/**
 * Log-factors by which guidance changes the probabilities of tokens: strength·(g_a − g_current), to
 * first order what replacing a position's current token by a adds to value/α.
 *
 * <p>Source: tutorial 2501.09685, section 5.2.
 */
public final class TokenTilt {
  private static final TokenTilt NONE = new TokenTilt(new double[0][]);

  private final double[][] factors;

  private TokenTilt(double[][] factors) {
    this.factors = factors;
  }

  /** No tilt: the pre-trained kernel. */
  public static TokenTilt none() {
    return NONE;
  }

  /**
   * The tilt of a gradient.
   *
   * @param gradient of each row's own value, shape [rows, length, columns]
   * @param columns tokens a state may hold, a mask included
   */
  public static TokenTilt of(float[] gradient, double strength, Tokens states, int columns) {
    int positions = states.data().length;
    if (gradient.length != positions * columns) {
      throw new IllegalArgumentException(
          "a gradient of "
              + gradient.length
              + " numbers for "
              + positions
              + " positions of "
              + columns
              + " tokens");
    }
    int length = states.length();
    double[][] factors = new double[states.size()][length * columns];
    for (int i = 0; i < positions; i++) {
      float current = gradient[i * columns + states.data()[i]];
      for (int k = 0; k < columns; k++) {
        factors[i / length][i % length * columns + k] =
            strength * (gradient[i * columns + k] - current);
      }
    }
    return new TokenTilt(factors);
  }

  /**
   * Multiplies the first {@code n} of a position's weights by their factors, up to a common one
   * that keeps them finite.
   *
   * @param columns tokens a state may hold, as the tilt was made with
   * @return logarithm of the common factor left out
   */
  public double apply(int row, int position, int columns, double[] weights, int n) {
    if (this == NONE) {
      return 0;
    }
    int from = position * columns;
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      max = Math.max(max, factors[row][from + k]);
    }
    for (int k = 0; k < n; k++) {
      weights[k] *= StrictMath.exp(factors[row][from + k] - max);
    }
    return max;
  }

  /** The given rows in the given order. */
  public TokenTilt select(int[] rows) {
    if (this == NONE) {
      return NONE;
    }
    double[][] out = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      out[i] = factors[rows[i]];
    }
    return new TokenTilt(out);
  }
}
