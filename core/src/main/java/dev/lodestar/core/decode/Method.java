package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;

/**
 * A way to steer: how a population starts, takes one denoising step, and ends. Stateless: what the
 * next step needs is in the population.
 */
public interface Method {
  /** Name in configurations and tables, such as {@code svdd}. */
  String name();

  /**
   * Whether designs of a group never meet, so that any one of them can be replayed alone. Where
   * false, the group is replayed as a whole.
   */
  boolean independent();

  /** The population at the highest noise level for {@code draws.designs()} designs. */
  <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws);

  /** One denoising step. */
  <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now);

  /**
   * One row a design, in the designs' order. Called at noise level 0, or earlier when the budget is
   * used up; makes no calls that a budget could refuse.
   */
  default <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return last;
  }
}
