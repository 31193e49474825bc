package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;

/**
 * v̂_t(x_t) = α log (1/K) Σ exp(r(x̂_0^k)/α) over K clean guesses drawn position by position; their
 * maximum where α = 0.
 *
 * <p>Source: FK steering (2501.06848), section 4, "many x_0 samples".
 *
 * @param objective the reward
 * @param guesses K, clean guesses a state
 * @param alpha temperature in reward units
 */
public record PosteriorSamples<B extends Particles<B>>(
    Objective<B> objective, int guesses, double alpha) implements ValueFunction<B> {
  public PosteriorSamples {
    if (guesses < 1 || !(alpha >= 0)) {
      throw new IllegalArgumentException(
          "guesses must be at least 1 and alpha at least 0, not " + guesses + " and " + alpha);
    }
  }

  @Override
  public double[] of(Outlook<B> outlook, Draws draws) {
    if (outlook.step() == 0) {
      return objective.of(outlook.cleanGuess());
    }
    double[] r = objective.of(outlook.sampleClean(draws.atStep(outlook.step()), guesses));
    double[] out = new double[outlook.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = softMaximum(r, i * guesses);
    }
    return out;
  }

  private double softMaximum(double[] r, int from) {
    double[] scaled = new double[guesses];
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < guesses; k++) {
      max = Math.max(max, r[from + k]);
      scaled[k] = r[from + k] / alpha;
    }
    if (alpha == 0) {
      return max;
    }
    return alpha * (LogWeights.logSumExp(scaled, 0, guesses) - StrictMath.log(guesses));
  }
}
