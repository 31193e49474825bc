package dev.lodestar.core.decode;

import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.ValueFunction;
import java.util.Optional;

/**
 * What a method steers, and by what.
 *
 * @param process the pre-trained reverse process
 * @param value how good a noisy state is
 * @param guide the gradient of a value, where there is one
 * @param census tells finished designs apart
 * @param <B> batch of states
 */
public record Steering<B extends Particles<B>>(
    ReverseProcess<B> process, ValueFunction<B> value, Optional<Guide<B>> guide, Census<B> census) {

  /** Designs are their states. */
  public Steering(ReverseProcess<B> process, ValueFunction<B> value, Optional<Guide<B>> guide) {
    this(process, value, guide, Census.ofStates());
  }

  public Steering(ReverseProcess<B> process, ValueFunction<B> value) {
    this(process, value, Optional.empty());
  }
}
