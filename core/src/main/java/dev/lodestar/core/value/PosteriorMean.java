package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;

/**
 * v̂_t(x_t) = r(x̂_0(x_t)): the reward of the network's point guess of the clean design.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 4 and section 4.2; the guess is the mode, as in the
 * reference.
 *
 * @param objective the reward
 */
public record PosteriorMean<B extends Particles<B>>(Objective<B> objective)
    implements ValueFunction<B> {
  @Override
  public double[] of(Outlook<B> outlook, Draws draws) {
    return objective.of(outlook.cleanGuess());
  }
}
