package dev.lodestar.core.masked;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.random.RandomGenerator;

/** What a masked-diffusion network said about a batch of states. */
final class MaskedOutlook implements Outlook<Tokens>, CleanProbabilities {
  private static final double[][] UNTILTED = {};

  private final Tokens states;
  private final int step;
  private final float[][] clean;
  private final MaskedKernel kernel;
  private final double[][] tilt;

  MaskedOutlook(Tokens states, int step, float[][] clean, MaskedKernel kernel) {
    this(states, step, clean, kernel, UNTILTED);
  }

  /**
   * @param clean for each row, probabilities of the clean tokens, shape [length, V]; empty where
   *     nothing is masked
   * @param tilt for each row, log-factors of the tokens, shape [length, V]; no rows where the
   *     kernel is the pre-trained one
   */
  private MaskedOutlook(
      Tokens states, int step, float[][] clean, MaskedKernel kernel, double[][] tilt) {
    this.states = states;
    this.step = step;
    this.clean = clean;
    this.kernel = kernel;
    this.tilt = tilt;
  }

  @Override
  public Tokens states() {
    return states;
  }

  @Override
  public int step() {
    return step;
  }

  @Override
  public Tokens cleanGuess() {
    int v = kernel.vocabulary();
    int[] out = states.data().clone();
    for (int i = 0; i < out.length; i++) {
      if (out[i] == v) {
        out[i] = mode(clean[i / states.length()], i % states.length() * v, v);
      }
    }
    return new Tokens(out, states.length());
  }

  @Override
  public float[] cleanProbabilities() {
    int v = kernel.vocabulary();
    int row = states.length() * v;
    float[] out = new float[states.data().length * v];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(clean[i], 0, out, i * row, clean[i].length);
    }
    for (int i = 0; i < states.data().length; i++) {
      if (states.data()[i] != v) {
        out[i * v + states.data()[i]] = 1;
      }
    }
    return out;
  }

  @Override
  public Tokens sampleClean(Draws draws, int guesses) {
    int v = kernel.vocabulary();
    int length = states.length();
    Draws each = draws.children(guesses);
    int[] out = new int[Math.multiplyExact(states.data().length, guesses)];
    double[] w = new double[v];
    for (int c = 0; c < size() * guesses; c++) {
      int row = c / guesses;
      RandomGenerator rng = each.at(c, Purpose.VALUE);
      for (int l = 0; l < length; l++) {
        int token = states.data()[row * length + l];
        if (token == v) {
          for (int k = 0; k < v; k++) {
            w[k] = clean[row][l * v + k];
          }
          token = kernel.draw().draw(w, v, rng);
        } else {
          kernel.draw().skip(v, rng);
        }
        out[c * length + l] = token;
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public Tokens propose(Draws draws, int width) {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    int v = kernel.vocabulary();
    int length = states.length();
    Draws each = draws.children(width);
    int[] out = new int[Math.multiplyExact(states.data().length, width)];
    double[] w = new double[v + 1];
    for (int c = 0; c < size() * width; c++) {
      int row = c / width;
      RandomGenerator rng = each.at(c, Purpose.PROPOSE);
      for (int l = 0; l < length; l++) {
        int token = states.data()[row * length + l];
        if (token == v) {
          weights(row, l, w);
          token = kernel.draw().draw(w, v + 1, rng);
        } else {
          kernel.draw().skip(v + 1, rng);
        }
        out[c * length + l] = token;
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public double[] logProb(Tokens children, int width) {
    int v = kernel.vocabulary();
    int length = states.length();
    double[] out = new double[children.size()];
    double[] w = new double[v + 1];
    for (int c = 0; c < out.length; c++) {
      int row = c / width;
      for (int l = 0; l < length; l++) {
        int from = states.data()[row * length + l];
        int to = children.data()[c * length + l];
        if (from == v) {
          weights(row, l, w);
          double total = 0;
          for (double x : w) {
            total += x;
          }
          out[c] += StrictMath.log(w[to] / total);
        } else if (from != to) {
          out[c] = Double.NEGATIVE_INFINITY;
        }
      }
    }
    return out;
  }

  @Override
  public Outlook<Tokens> guided(float[] gradient, double strength) {
    int v = kernel.vocabulary();
    int length = states.length();
    if (gradient.length != states.data().length * (v + 1)) {
      throw new IllegalArgumentException(
          "a gradient of "
              + gradient.length
              + " numbers for "
              + states.data().length
              + " positions of "
              + (v + 1)
              + " tokens");
    }
    double[][] factors = new double[size()][length * v];
    for (int i = 0; i < size(); i++) {
      for (int l = 0; l < length; l++) {
        int g = (i * length + l) * (v + 1);
        for (int k = 0; k < v; k++) {
          factors[i][l * v + k] = strength * (gradient[g + k] - gradient[g + v]);
        }
      }
    }
    return new MaskedOutlook(states, step, clean, kernel, factors);
  }

  @Override
  public Outlook<Tokens> select(int[] rows) {
    float[][] c = new float[rows.length][];
    double[][] t = tilt.length == 0 ? UNTILTED : new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      c[i] = clean[rows[i]];
      if (t.length > 0) {
        t[i] = tilt[rows[i]];
      }
    }
    return new MaskedOutlook(states.select(rows), step, c, kernel, t);
  }

  /** Unnormalised probabilities of the next token of a masked position, the mask last. */
  private void weights(int row, int position, double[] out) {
    int v = kernel.vocabulary();
    kernel.weights(clean[row], position * v, out);
    if (tilt.length == 0) {
      return;
    }
    double max = 0; // the mask's own log-factor
    for (int k = 0; k < v; k++) {
      max = Math.max(max, tilt[row][position * v + k]);
    }
    for (int k = 0; k < v; k++) {
      out[k] *= StrictMath.exp(tilt[row][position * v + k] - max);
    }
    out[v] *= StrictMath.exp(-max);
  }

  /** Most probable token, the lowest on ties. */
  private static int mode(float[] p, int from, int n) {
    int best = 0;
    for (int k = 1; k < n; k++) {
      if (p[from + k] > p[from + best]) {
        best = k;
      }
    }
    return best;
  }
}
