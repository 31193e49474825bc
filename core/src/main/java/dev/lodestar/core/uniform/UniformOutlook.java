package dev.lodestar.core.uniform;

import dev.lodestar.core.masked.BeliefOutlook;
import dev.lodestar.core.masked.CleanBelief;
import dev.lodestar.core.masked.Template;
import dev.lodestar.core.masked.TokenTilt;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What a uniform-state network said about a batch of states.
 *
 * @param belief the clean tokens; it is certain of fixed positions, and at noise level 0 of all
 */
record UniformOutlook(
    Tokens states,
    int step,
    CleanBelief belief,
    Template template,
    UniformKernel kernel,
    TokenTilt tilt)
    implements BeliefOutlook {

  @Override
  public Tokens propose(Draws draws, int width) {
    if (step == 0) {
      throw new IllegalStateException("there is no step beyond the data");
    }
    int v = template.vocabulary();
    int length = states.length();
    Draws each = draws.children(width);
    int[] out = new int[Math.multiplyExact(states.data().length, width)];
    for (int row = 0; row < size(); row++) {
      double[][] weights = weights(row);
      for (int c = row * width; c < (row + 1) * width; c++) {
        RandomGenerator rng = each.at(c, Purpose.PROPOSE);
        for (int l = 0; l < length; l++) {
          out[c * length + l] =
              template.free(l)
                  ? belief.draw().draw(weights[l], v, rng)
                  : states.data()[row * length + l];
        }
      }
    }
    return new Tokens(out, length);
  }

  @Override
  public double[] logProb(Tokens children, int width) {
    int length = states.length();
    double[] out = new double[children.size()];
    for (int row = 0; row < size(); row++) {
      double[][] weights = weights(row);
      double[] totals = Arrays.stream(weights).mapToDouble(w -> Arrays.stream(w).sum()).toArray();
      for (int c = row * width; c < (row + 1) * width; c++) {
        for (int l = 0; l < length; l++) {
          int to = children.data()[c * length + l];
          if (template.free(l)) {
            out[c] += StrictMath.log(weights[l][to] / totals[l]);
          } else if (to != states.data()[row * length + l]) {
            out[c] = Double.NEGATIVE_INFINITY;
          }
        }
      }
    }
    return out;
  }

  /** The gradient has shape [rows, length, V]: there is no mask. */
  @Override
  public Outlook<Tokens> guided(float[] gradient, double strength) {
    TokenTilt tilted = TokenTilt.of(gradient, strength, states, template.vocabulary());
    return new UniformOutlook(states, step, belief, template, kernel, tilted);
  }

  @Override
  public Outlook<Tokens> select(int[] rows) {
    return new UniformOutlook(
        states.select(rows), step, belief.select(rows), template, kernel, tilt.select(rows));
  }

  /** Unnormalised probabilities of the next tokens of a row, shape [length, V]; none if fixed. */
  private double[][] weights(int row) {
    int v = template.vocabulary();
    double[][] out = new double[states.length()][];
    for (int l = 0; l < out.length; l++) {
      out[l] = new double[template.free(l) ? v : 0];
      if (template.free(l)) {
        belief.weights(row, l, out[l]);
        kernel.apply(states.data()[row * states.length() + l], out[l]);
        tilt.apply(row, l, v, out[l], v);
      }
    }
    return out;
  }
}
