package dev.lodestar.tck;

import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.core.value.TokenValueNet;

/**
 * A value that stands in for a network where there is none: a sum over positions that grows with
 * the letter, the more the later the position, and to which a mask adds nothing. Its gradient is
 * exact.
 *
 * @param vocabulary V, number of letters; the mask is V
 * @param length positions
 */
public record LinearTokenValue(int vocabulary, int length) implements TokenGuide, TokenValueNet {
  private double weight(int position, int token) {
    return token == vocabulary ? 0 : (token - (vocabulary - 1) / 2.0) * (position + 1.0) / length;
  }

  @Override
  public double[] values(int[] tokens, int rows, int length, double time) {
    double[] out = new double[rows];
    for (int i = 0; i < tokens.length; i++) {
      out[i / length] += weight(i % length, tokens[i]);
    }
    return out;
  }

  @Override
  public Gradient at(int[] tokens, int rows, int length, double time) {
    int columns = vocabulary + 1;
    float[] gradient = new float[tokens.length * columns];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) weight(i / columns % length, i % columns);
    }
    return new Gradient(values(tokens, rows, length, time), gradient);
  }

  /** The expected value of rows of letters' probabilities, shape [rows, length, V]. */
  public double[] ofProbabilities(float[] probabilities, int rows, int length) {
    double[] out = new double[rows];
    for (int i = 0; i < probabilities.length; i++) {
      int cell = i / vocabulary;
      out[cell / length] += probabilities[i] * weight(cell % length, i % vocabulary);
    }
    return out;
  }
}
