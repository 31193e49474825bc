package dev.lodestar.bench.paper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * What every method on a task is given alike.
 *
 * @param steps denoising steps T
 * @param width children M a particle and step of SVDD, a multiple of 4
 * @param alpha temperature of the methods that need one, in units of the task's reward
 */
record Scale(int steps, int width, double alpha) {
  /** Spreads of the pre-trained model's scores that a temperature comes to. */
  private static final double SHARE = 1 / 3.0;

  Scale {
    if (width < 4 || width % 4 != 0) {
      throw new IllegalArgumentException(
          "Option '--width' takes a multiple of 4, so that searches with several beams or rounds"
              + " come to as many scorer calls; it is "
              + width
              + ".");
    }
    if (steps < 1 || !(alpha > 0)) {
      throw new IllegalArgumentException("steps and temperature must be above 0");
    }
  }

  /**
   * A temperature that means the same on every task: a third of the standard deviation of the
   * pre-trained model's guiding scores, to two digits; 1 where they do not vary.
   */
  static double temperature(double[] pretrained) {
    double[] finite = Arrays.stream(pretrained).filter(Double::isFinite).toArray();
    double mean = Arrays.stream(finite).average().orElse(0);
    double square = Arrays.stream(finite).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    double alpha = SHARE * Math.sqrt(square);
    return alpha > 1e-6 ? rounded(alpha) : 1;
  }

  private static double rounded(double x) {
    return new BigDecimal(x).round(new MathContext(2)).doubleValue();
  }

  /** Strength of a gradient at this temperature: 1/α, to two digits. */
  double strength() {
    return rounded(1 / alpha);
  }

  /** Scorer calls a design that SVDD asks for. */
  int calls() {
    return steps * width;
  }

  /** Levels that a round of refinement goes back: a quarter of all. */
  int back() {
    return Math.max(1, (int) Math.round(0.25 * steps));
  }

  /** Rounds of refinement whose steps come to three passes. */
  int rounds() {
    return Math.max(1, Math.round(3f * steps / back()));
  }
}
