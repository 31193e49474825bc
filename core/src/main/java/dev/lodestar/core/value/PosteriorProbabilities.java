package dev.lodestar.core.value;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.CleanProbabilities;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;

/**
 * v̂_t(x_t) = r(E[x_0 | x_t]): the reward of the clean guess's probabilities, for scorers that
 * accept a row of probabilities where they expect a letter. Probabilities, never their logarithms.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 4 with the expectation itself.
 *
 * @param scorer the reward as a function of probabilities
 * @param objective the reward, which is the value at noise level 0
 * @param meter counts the evaluations among the scorer's
 */
public record PosteriorProbabilities(Scorer scorer, Objective<Tokens> objective, Meter meter)
    implements ValueFunction<Tokens> {

  /** A scorer of probabilities. */
  @FunctionalInterface
  public interface Scorer {
    /**
     * Scores in reward units, one a row.
     *
     * @param probabilities shape [rows, length, V]
     */
    double[] score(float[] probabilities, int rows, int length);
  }

  @Override
  public double[] of(Outlook<Tokens> outlook, Draws draws) {
    if (outlook.step() == 0) {
      return objective.of(outlook.cleanGuess());
    }
    if (!(outlook instanceof CleanProbabilities clean)) {
      throw new IllegalArgumentException(
          "posterior-probabilities needs a process that tells probabilities of clean tokens");
    }
    int rows = outlook.size();
    meter.reward(rows, rows);
    return scorer.score(clean.cleanProbabilities(), rows, outlook.states().length());
  }
}
