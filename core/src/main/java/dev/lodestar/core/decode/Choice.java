package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.weight.LogWeights;

/** Choices among the children of each particle. */
final class Choice {
  private Choice() {}

  /**
   * For each run of {@code width} rows, one of them drawn in proportion to exp(value/α), or the
   * best where α = 0.
   *
   * @param draws addresses of the particles, one a run
   */
  static int[] oneOfEach(double[] values, int width, double alpha, Draws draws) {
    if (alpha == 0) {
      return bestOfEach(values, width);
    }
    int[] out = new int[values.length / width];
    double[] scaled = new double[width];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < width; j++) {
        scaled[j] = values[i * width + j] / alpha;
      }
      double[] p = LogWeights.softmax(scaled, 0, width);
      out[i] = i * width + draw(p, draws.at(i, Purpose.SELECT).nextDouble());
    }
    return out;
  }

  /** For each run of {@code width} rows the best; the first on ties and where none has a value. */
  static int[] bestOfEach(double[] values, int width) {
    int[] out = new int[values.length / width];
    for (int i = 0; i < out.length; i++) {
      out[i] = best(values, i * width, (i + 1) * width);
    }
    return out;
  }

  /** The best row of from..to, the first on ties. */
  static int best(double[] values, int from, int to) {
    int best = from;
    for (int j = from + 1; j < to; j++) {
      if (values[j] > values[best]) {
        best = j;
      }
    }
    return best;
  }

  /** The numbers at the given rows. */
  static double[] pick(double[] values, int[] rows) {
    double[] out = new double[rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[rows[i]];
    }
    return out;
  }

  /** An index drawn by probabilities, from a uniform number. */
  static int draw(double[] p, double u) {
    int last = 0;
    for (int j = 0; j < p.length; j++) {
      if (p[j] > 0) {
        last = j;
        u -= p[j];
        if (u < 0) {
          break;
        }
      }
    }
    return last;
  }
}
