package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.Streams;
import java.util.function.Consumer;

/**
 * A way to steer: how a population starts, takes one denoising step, and ends. Stateless: what the
 * next step needs is in the population.
 */
public interface Method extends Decoder {
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

  @Override
  default <B extends Particles<B>> Decoding.Outcome<B> decode(
      Steering<B> steering,
      Streams streams,
      long first,
      int designs,
      Consumer<Population<B>> observer) {
    return Decoding.loop(this, steering, streams, first, designs, observer);
  }
}
