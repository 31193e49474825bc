package dev.lodestar.core.value;

import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;

/**
 * The gradient of a value with respect to the states.
 *
 * @param <B> batch of states
 */
@FunctionalInterface
public interface Guide<B extends Particles<B>> {
  /** Gradient of each row's own value, in the layout {@link Outlook#guided} expects. */
  float[] gradient(Outlook<B> outlook);
}
