package dev.lodestar.core.dirichlet;

import dev.lodestar.core.masked.CleanBelief;
import dev.lodestar.core.masked.CleanProbabilities;
import dev.lodestar.core.masked.Template;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Purpose;
import java.util.random.RandomGenerator;

/**
 * What a network said about a batch of points on simplices.
 *
 * @param belief the clean tokens; it is certain of fixed positions, and at noise level 0 of all
 * @param move how far positions move in the next step
 * @param tilt for each row, log-factors of the clean tokens, shape [length, V]; no rows where the
 *     kernel is the pre-trained one
 */
record DirichletOutlook(
    SimplexParticles states,
    int step,
    CleanBelief belief,
    Template template,
    BetaStep move,
    double[][] tilt)
    implements Outlook<SimplexParticles>, CleanProbabilities {
  /** What rounding to single precision leaves uncertain of a coordinate. */
  private static final double ROUNDING = 1e-5;

  static final double[][] UNTILTED = {};

  @Override
  public SimplexParticles cleanGuess() {
    return SimplexParticles.vertices(belief.mode(), template.vocabulary());
  }

  @Override
  public float[] cleanProbabilities() {
    return belief.probabilities();
  }

  @Override
  public SimplexParticles sampleClean(Draws draws, int guesses) {
    return SimplexParticles.vertices(belief.sample(draws, guesses), template.vocabulary());
  }

  @Override
  public SimplexParticles propose(Draws draws, int width) {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    int v = template.vocabulary();
    int length = states.length();
    Draws each = draws.children(width);
    float[] out = new float[Math.multiplyExact(states.data().length, width)];
    double[] w = new double[v];
    for (int c = 0; c < size() * width; c++) {
      int row = c / width;
      RandomGenerator rng = each.at(c, Purpose.PROPOSE);
      System.arraycopy(states.data(), row * length * v, out, c * length * v, length * v);
      for (int l = 0; l < length; l++) {
        if (template.free(l)) {
          weights(row, l, w);
          int token = belief.draw().draw(w, v, rng);
          double share = move.draw(rng);
          int at = (c * length + l) * v;
          for (int k = 0; k < v; k++) {
            out[at + k] = (float) ((1 - share) * out[at + k] + (k == token ? share : 0));
          }
        }
      }
    }
    return new SimplexParticles(out, length, v);
  }

  /**
   * Log-density with respect to the law of the shares of the way that are moved, which guidance
   * leaves alone: Σ log p(token), the token being the vertex that a position moved towards. A
   * position whose move is lost in rounding counts nothing.
   */
  @Override
  public double[] logProb(SimplexParticles children, int width) {
    int v = template.vocabulary();
    int length = states.length();
    double[] out = new double[children.size()];
    double[] w = new double[v];
    for (int c = 0; c < out.length; c++) {
      int row = c / width;
      for (int l = 0; l < length; l++) {
        int from = (row * length + l) * v;
        int to = (c * length + l) * v;
        int token = towards(children.data(), from, to);
        if (token == v) {
          continue;
        }
        if (!template.free(l) || !isBetween(children.data(), from, to, token)) {
          out[c] = Double.NEGATIVE_INFINITY;
          continue;
        }
        weights(row, l, w);
        double total = 0;
        for (double x : w) {
          total += x;
        }
        out[c] += StrictMath.log(w[token] / total);
      }
    }
    return out;
  }

  /** The coordinate that grew most; V where nothing moved. */
  private int towards(float[] child, int from, int to) {
    int v = template.vocabulary();
    int best = v;
    for (int k = 0; k < v; k++) {
      float grown = child[to + k] - states.data()[from + k];
      if (grown != 0 && (best == v || grown > child[to + best] - states.data()[from + best])) {
        best = k;
      }
    }
    return best;
  }

  /** Whether a child's position lies between its parent's and a vertex. */
  private boolean isBetween(float[] child, int from, int to, int token) {
    double others = 1 - states.data()[from + token];
    double kept = others > ROUNDING ? (1 - child[to + token]) / others : 1;
    boolean between = kept <= 1 + ROUNDING && (move.mean() < 1 || child[to + token] == 1);
    for (int k = 0; k < template.vocabulary(); k++) {
      double expected = kept * states.data()[from + k];
      between &= k == token || Math.abs(expected - child[to + k]) < ROUNDING;
    }
    return between;
  }

  /**
   * Tilts the clean tokens that positions move towards, by what the move is expected to add to the
   * value to first order: strength·E[B]·(g_k − g·x).
   *
   * @param gradient with respect to the coordinates, shape [rows, length, V]
   */
  @Override
  public Outlook<SimplexParticles> guided(float[] gradient, double strength) {
    if (gradient.length != states.data().length) {
      throw new IllegalArgumentException(
          "a gradient of "
              + gradient.length
              + " numbers for "
              + states.data().length
              + " coordinates");
    }
    int row = states.length() * template.vocabulary();
    double[][] factors = new double[size()][row];
    for (int i = 0; i < gradient.length; i++) {
      factors[i / row][i % row] = strength * move.mean() * gradient[i]; // g·x is common to all k
    }
    return new DirichletOutlook(states, step, belief, template, move, factors);
  }

  @Override
  public Outlook<SimplexParticles> select(int[] rows) {
    double[][] t = tilt.length == 0 ? UNTILTED : new double[rows.length][];
    for (int i = 0; i < t.length; i++) {
      t[i] = tilt[rows[i]];
    }
    return new DirichletOutlook(states.select(rows), step, belief.select(rows), template, move, t);
  }

  /** Unnormalised probabilities of a position's clean token. */
  private void weights(int row, int position, double[] out) {
    belief.weights(row, position, out);
    if (tilt.length == 0) {
      return;
    }
    int from = position * out.length;
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < out.length; k++) {
      max = Math.max(max, tilt[row][from + k]);
    }
    for (int k = 0; k < out.length; k++) {
      out[k] *= StrictMath.exp(tilt[row][from + k] - max);
    }
  }
}
