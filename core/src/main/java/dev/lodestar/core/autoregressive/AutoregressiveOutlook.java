package dev.lodestar.core.autoregressive;

import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.masked.TokenTilt;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.LateRows;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What an auto-regressive network said about a batch of prefixes.
 *
 * @param ahead the next token's probabilities and the completion of each row
 * @param prefixes whom roll-outs ask for further tokens
 */
record AutoregressiveOutlook(
    Tokens states,
    int step,
    LateRows<Ahead> ahead,
    Prefixes prefixes,
    TokenDraw draw,
    TokenTilt tilt)
    implements Outlook<Tokens> {

  @Override
  public Tokens cleanGuess() {
    int[] out = new int[states.data().length];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(ahead.get(i).design(), 0, out, i * states.length(), states.length());
    }
    return new Tokens(out, states.length());
  }

  /**
   * Rolls the states out with the network: exact draws of the design given the prefix. Asks for up
   * to t − 1 network evaluations a guess.
   */
  @Override
  public Tokens sampleClean(Draws draws, int guesses) {
    int v = prefixes.vocabulary();
    Draws each = draws.children(guesses);
    int[] rows = new int[Math.multiplyExact(size(), guesses)];
    RandomGenerator[] rng = new RandomGenerator[rows.length];
    for (int c = 0; c < rows.length; c++) {
      rows[c] = c / guesses;
      rng[c] = each.at(c, Purpose.VALUE);
    }
    Tokens x = states.select(rows);
    double[] w = new double[v];
    for (int t = step; t > 0; t--) {
      float[][] p = prefixes.next(x, t);
      int[] data = x.data().clone();
      for (int c = 0; c < rows.length; c++) {
        for (int k = 0; k < v; k++) {
          w[k] = p[c][k];
        }
        data[c * x.length() + prefixes.position(t)] = draw.draw(w, v, rng[c]);
      }
      x = new Tokens(data, x.length());
    }
    return x;
  }

  @Override
  public Tokens propose(Draws draws, int width) {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    int length = states.length();
    Draws each = draws.children(width);
    int[] out = new int[Math.multiplyExact(states.data().length, width)];
    for (int row = 0; row < size(); row++) {
      double[] w = weights(row);
      for (int c = row * width; c < (row + 1) * width; c++) {
        System.arraycopy(states.data(), row * length, out, c * length, length);
        out[c * length + prefixes.position(step)] =
            draw.draw(w, w.length, each.at(c, Purpose.PROPOSE));
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public double[] logProb(Tokens children, int width) {
    int at = prefixes.position(step);
    double[] out = new double[children.size()];
    for (int row = 0; row < size(); row++) {
      int[] expected = states.row(row);
      double[] w = weights(row);
      double total = 0;
      for (double x : w) {
        total += x;
      }
      for (int c = row * width; c < (row + 1) * width; c++) {
        int[] child = children.row(c);
        expected[at] = child[at];
        boolean possible = child[at] < w.length && Arrays.equals(expected, child);
        out[c] = possible ? StrictMath.log(w[child[at]] / total) : Double.NEGATIVE_INFINITY;
      }
    }
    return out;
  }

  /** The gradient has shape [rows, length, V + 1], a token not yet written last. */
  @Override
  public Outlook<Tokens> guided(float[] gradient, double strength) {
    TokenTilt tilted = TokenTilt.of(gradient, strength, states, prefixes.vocabulary() + 1);
    return new AutoregressiveOutlook(states, step, ahead, prefixes, draw, tilted);
  }

  @Override
  public Outlook<Tokens> select(int[] rows) {
    return new AutoregressiveOutlook(
        states.select(rows), step, ahead.select(rows), prefixes, draw, tilt.select(rows));
  }

  private double[] weights(int row) {
    float[] next = ahead.get(row).next();
    double[] w = new double[next.length];
    for (int k = 0; k < w.length; k++) {
      w[k] = next[k];
    }
    tilt.apply(row, prefixes.position(step), w.length + 1, w, w.length);
    return w;
  }
}
