package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;

/**
 * An estimate of the soft value v_t(x_t) = α log E[exp(r(x_0)/α) | x_t] of noisy states.
 *
 * <p>At noise level 0 the value is the reward itself, v_0 = r.
 *
 * @param <B> batch of states
 */
@FunctionalInterface
public interface ValueFunction<B extends Particles<B>> {
  /**
   * Values in reward units, one a row; negative infinity where a row can lead to no feasible
   * design.
   *
   * @param outlook the states and what the network said of them
   * @param draws addresses of this batch's rows, for values that draw random numbers
   */
  double[] of(Outlook<B> outlook, Draws draws);
}
