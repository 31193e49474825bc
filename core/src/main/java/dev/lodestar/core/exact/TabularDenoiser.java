package dev.lodestar.core.exact;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/**
 * The perfect denoiser of a distribution over V^L: its clean-token probabilities are the exact
 * posterior p(x_0^i | revealed tokens).
 *
 * <p>Time-independent, as the optimal masked denoiser is (MDLM, 2406.07524, section 3).
 */
public final class TabularDenoiser implements TokenDenoiser {
  private final MaskedStates states;
  private final double[] mass;

  /**
   * @param vocabulary V
   * @param length L
   * @param logProbability logarithm of each design's probability up to a constant, shape [V^L], the
   *     first position the most significant; negative infinity for none
   */
  public TabularDenoiser(int vocabulary, int length, double[] logProbability) {
    this.states = MaskedStates.free(vocabulary, length);
    int[] designs = states.designs();
    if (logProbability.length != designs.length) {
      throw new IllegalArgumentException(
          logProbability.length + " log-probabilities for " + designs.length + " designs");
    }
    double total = LogWeights.logSumExp(logProbability, 0, logProbability.length);
    if (!Double.isFinite(total)) {
      throw new IllegalArgumentException("log-probabilities that do not sum to a positive number");
    }
    this.mass = new double[states.size()];
    Arrays.fill(mass, Double.NaN);
    for (int d = 0; d < designs.length; d++) {
      mass[designs[d]] = StrictMath.exp(logProbability[d] - total);
    }
    // a masked position sums over its letters, whose states have smaller numbers
    for (int s = 0; s < mass.length; s++) {
      int[] masked = states.maskedPositions(s);
      if (masked.length > 0) {
        int stride = states.strideAt(masked[0]);
        mass[s] = 0;
        for (int k = 1; k <= vocabulary; k++) {
          mass[s] += mass[s - k * stride];
        }
      }
    }
  }

  @Override
  public int vocabulary() {
    return states.vocabulary();
  }

  @Override
  public boolean timeIndependent() {
    return true;
  }

  /** Logarithms of the posteriors; 0 at revealed positions and in states of probability 0. */
  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    int v = vocabulary();
    float[] out = new float[rows * length * v];
    Tokens x = new Tokens(tokens, length);
    for (int i = 0; i < rows; i++) {
      int s = states.index(x, i);
      if (mass[s] > 0) {
        for (int l : states.maskedPositions(s)) {
          int stride = states.strideAt(l);
          for (int k = 0; k < v; k++) {
            double p = mass[s - (v - k) * stride] / mass[s];
            out[(i * length + l) * v + k] = (float) StrictMath.log(p);
          }
        }
      }
    }
    return out;
  }
}
