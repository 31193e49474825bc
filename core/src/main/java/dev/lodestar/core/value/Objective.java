package dev.lodestar.core.value;

import dev.lodestar.core.process.Particles;

/**
 * The reward as methods see it: a number for every clean state.
 *
 * @param <B> batch of states
 */
@FunctionalInterface
public interface Objective<B extends Particles<B>> {
  /** Rewards, one a row; negative infinity where a design is infeasible or its scorer failed. */
  double[] of(B clean);
}
