package dev.lodestar.core.masked;

import dev.lodestar.core.process.Tokens;
import java.util.Arrays;

/**
 * What every design of a process has in common: its length and the positions that are fixed.
 *
 * @param vocabulary V
 * @param tokens for each position its fixed token, or V where it is free
 */
public record Template(int vocabulary, int[] tokens) {
  /**
   * A template of fixed tokens.
   *
   * @param fixed for each position the token it must hold, or {@link MaskedProcess#FREE}
   */
  public static Template of(int vocabulary, int[] fixed) {
    int[] tokens = fixed.clone();
    for (int l = 0; l < fixed.length; l++) {
      if (fixed[l] == MaskedProcess.FREE) {
        tokens[l] = vocabulary;
      } else if (fixed[l] < 0 || fixed[l] >= vocabulary) {
        throw new IllegalArgumentException(
            "position " + l + " is fixed to token " + fixed[l] + ", not in 0.." + (vocabulary - 1));
      }
    }
    return new Template(vocabulary, tokens);
  }

  /** Positions a design. */
  public int length() {
    return tokens.length;
  }

  /** Whether a position is free. */
  public boolean free(int position) {
    return tokens[position] == vocabulary;
  }

  /** Number of free positions. */
  public int freePositions() {
    int n = 0;
    for (int l = 0; l < tokens.length; l++) {
      n += free(l) ? 1 : 0;
    }
    return n;
  }

  /** Log-probability of rows where the template itself is certain: 0, or negative infinity. */
  public double[] logCertain(Tokens states) {
    double[] out = new double[states.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = Arrays.equals(states.row(i), tokens) ? 0 : Double.NEGATIVE_INFINITY;
    }
    return out;
  }

  /** The template itself, as many times as there are rows; free positions hold V. */
  public Tokens rows(int rows) {
    int[] data = new int[Math.multiplyExact(rows, tokens.length)];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(tokens, 0, data, i * tokens.length, tokens.length);
    }
    return new Tokens(data, tokens.length);
  }
}
