package dev.lodestar.sequence.task;

import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.torch.TokenRegressor;

/**
 * A scorer of double-stranded DNA: the mean of what a network says of a sequence and of its reverse
 * complement, so that both strands score the same.
 *
 * @param network over the letters ACGT in this order, where token t pairs with 3 - t
 */
public record BothStrands(TokenRegressor network) implements TokenRegressor {
  private static final int LETTERS = 4;

  public BothStrands {
    if (network.vocabulary() != LETTERS) {
      throw new IllegalArgumentException(
          "Strands pair the letters ACGT; the network knows " + network.vocabulary());
    }
  }

  /** A token's partner; a mask stays a mask. */
  static int partner(int token) {
    return token < LETTERS ? LETTERS - 1 - token : token;
  }

  /** The other strands, read in their own direction. */
  public static int[] reverseComplement(int[] tokens, int length) {
    int[] out = new int[tokens.length];
    for (int at = 0; at < tokens.length; at += length) {
      for (int i = 0; i < length; i++) {
        out[at + i] = partner(tokens[at + length - 1 - i]);
      }
    }
    return out;
  }

  @Override
  public int vocabulary() {
    return LETTERS;
  }

  @Override
  public double[] score(int[] tokens, int rows, int length) {
    return mean(
        network.score(tokens, rows, length),
        network.score(reverseComplement(tokens, length), rows, length));
  }

  @Override
  public double[] scoreProbabilities(float[] probabilities, int rows, int length) {
    // reversing a row of positions and letters alike pairs A with T and C with G
    float[] other = new float[probabilities.length];
    int size = length * LETTERS;
    for (int at = 0; at < other.length; at += size) {
      for (int i = 0; i < size; i++) {
        other[at + i] = probabilities[at + size - 1 - i];
      }
    }
    return mean(
        network.scoreProbabilities(probabilities, rows, length),
        network.scoreProbabilities(other, rows, length));
  }

  /** The mean of a guide's values, and of their gradients, over both strands. */
  public static TokenGuide guide(TokenGuide one) {
    return (tokens, rows, length, time) -> {
      TokenGuide.Gradient forward = one.at(tokens, rows, length, time);
      TokenGuide.Gradient back = one.at(reverseComplement(tokens, length), rows, length, time);
      int letters = LETTERS + 1;
      float[] gradient = new float[forward.gradient().length];
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < length; i++) {
          for (int token = 0; token < letters; token++) {
            int here = (r * length + i) * letters + token;
            int there = (r * length + length - 1 - i) * letters + partner(token);
            gradient[here] = (forward.gradient()[here] + back.gradient()[there]) / 2;
          }
        }
      }
      return new TokenGuide.Gradient(mean(forward.values(), back.values()), gradient);
    };
  }

  private static double[] mean(double[] a, double[] b) {
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (a[i] + b[i]) / 2;
    }
    return out;
  }
}
