package dev.lodestar.core.masked;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.LateRows;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.random.RandomGenerator;

/**
 * What a network believes of the clean tokens behind a batch of states: certainty at some
 * positions, probabilities at the others.
 *
 * @param known the clean token where it is certain, V where it is not
 * @param clean for each row, probabilities of the clean tokens, shape [length, V]; read at
 *     uncertain positions only, and empty where a row has none
 * @param vocabulary V
 * @param draw how tokens are drawn
 */
public record CleanBelief(Tokens known, LateRows<float[]> clean, int vocabulary, TokenDraw draw) {
  /** The likeliest token of every position, the lowest on ties. */
  public Tokens mode() {
    int[] out = known.data().clone();
    for (int i = 0; i < out.length; i++) {
      if (out[i] == vocabulary) {
        float[] p = clean.get(i / known.length());
        int from = i % known.length() * vocabulary;
        int best = 0;
        for (int k = 1; k < vocabulary; k++) {
          if (p[from + k] > p[from + best]) {
            best = k;
          }
        }
        out[i] = best;
      }
    }
    return new Tokens(out, known.length());
  }

  /** Probabilities of the clean tokens, 1 for a known one; shape [rows, length, V]. */
  public float[] probabilities() {
    int v = vocabulary;
    int length = known.length();
    float[] out = new float[known.data().length * v];
    for (int i = 0; i < known.data().length; i++) {
      if (known.data()[i] == v) {
        System.arraycopy(clean.get(i / length), i % length * v, out, i * v, v);
      } else {
        out[i * v + known.data()[i]] = 1;
      }
    }
    return out;
  }

  /** Clean guesses drawn position by position; those of row i are rows i*guesses and on. */
  public Tokens sample(Draws draws, int guesses) {
    int length = known.length();
    Draws each = draws.children(guesses);
    int[] out = new int[Math.multiplyExact(known.data().length, guesses)];
    double[] w = new double[vocabulary];
    for (int c = 0; c < known.size() * guesses; c++) {
      int row = c / guesses;
      RandomGenerator rng = each.at(c, Purpose.VALUE);
      for (int l = 0; l < length; l++) {
        int token = known.data()[row * length + l];
        if (token == vocabulary) {
          weights(row, l, w);
          token = draw.draw(w, vocabulary, rng);
        } else {
          draw.skip(vocabulary, rng);
        }
        out[c * length + l] = token;
      }
    }
    return new Tokens(out, length);
  }

  /** The probabilities at one uncertain position, written to {@code out[0..V)}. */
  public void weights(int row, int position, double[] out) {
    float[] p = clean.get(row);
    for (int k = 0; k < vocabulary; k++) {
      out[k] = p[position * vocabulary + k];
    }
  }

  /** The given rows in the given order. */
  public CleanBelief select(int[] rows) {
    return new CleanBelief(known.select(rows), clean.select(rows), vocabulary, draw);
  }
}
