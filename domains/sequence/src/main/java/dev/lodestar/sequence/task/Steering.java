package dev.lodestar.sequence.task;

import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.torch.ConditionalCnn;
import dev.lodestar.torch.ShippedValue;
import dev.lodestar.torch.TokenRegressor;
import java.util.Optional;

/**
 * What a task offers its methods beside the reward; each may be missing.
 *
 * @param relaxed the guiding scorer, where it takes probabilities of letters
 * @param posterior gradient of the posterior mean's score
 * @param value the learned value of noisy states
 * @param conditional a denoiser that is told what is wanted; its last condition is
 */
public record Steering(
    Optional<TokenRegressor> relaxed,
    Optional<TokenGuide> posterior,
    Optional<ShippedValue> value,
    Optional<ConditionalCnn> conditional) {
  /** Nothing but the reward. */
  public static final Steering NONE =
      new Steering(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What does not come from the task's own denoiser. */
  Steering withoutModel() {
    return new Steering(relaxed, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
