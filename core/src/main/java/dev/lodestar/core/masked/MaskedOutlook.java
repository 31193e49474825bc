package dev.lodestar.core.masked;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.random.RandomGenerator;

/**
 * What a masked-diffusion network said about a batch of states, ancestral steps ahead.
 *
 * @param belief the clean tokens; what it knows are the states
 */
record MaskedOutlook(CleanBelief belief, int step, MaskedKernel kernel, TokenTilt tilt)
    implements BeliefOutlook {

  @Override
  public Tokens states() {
    return belief.known();
  }

  @Override
  public Tokens propose(Draws draws, int width) {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    int v = belief.vocabulary();
    int length = states().length();
    Draws each = draws.children(width);
    int[] out = new int[Math.multiplyExact(states().data().length, width)];
    double[] w = new double[v + 1];
    for (int c = 0; c < size() * width; c++) {
      int row = c / width;
      RandomGenerator rng = each.at(c, Purpose.PROPOSE);
      for (int l = 0; l < length; l++) {
        int token = states().data()[row * length + l];
        if (token == v) {
          weights(row, l, w);
          token = belief.draw().draw(w, v + 1, rng);
        } else {
          belief.draw().skip(v + 1, rng);
        }
        out[c * length + l] = token;
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public double[] logProb(Tokens children, int width) {
    int v = belief.vocabulary();
    int length = states().length();
    double[] out = new double[children.size()];
    double[] w = new double[v + 1];
    for (int c = 0; c < out.length; c++) {
      int row = c / width;
      for (int l = 0; l < length; l++) {
        int from = states().data()[row * length + l];
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
    TokenTilt tilted = TokenTilt.of(gradient, strength, states(), belief.vocabulary() + 1);
    return new MaskedOutlook(belief, step, kernel, tilted);
  }

  @Override
  public Outlook<Tokens> select(int[] rows) {
    return new MaskedOutlook(belief.select(rows), step, kernel, tilt.select(rows));
  }

  /** Unnormalised probabilities of the next token of a masked position, the mask last. */
  private void weights(int row, int position, double[] out) {
    belief.weights(row, position, out);
    kernel.apply(out);
    tilt.apply(row, position, out.length, out, out.length);
  }
}
