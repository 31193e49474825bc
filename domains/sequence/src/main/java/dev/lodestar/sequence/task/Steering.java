package dev.lodestar.sequence.task;

import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.core.value.PosteriorProbabilities;
import dev.lodestar.torch.ConditionalCnn;
import dev.lodestar.torch.ShippedValue;
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
    Optional<PosteriorProbabilities.Scorer> relaxed,
    Optional<TokenGuide> posterior,
    Optional<ShippedValue> value,
    Optional<ConditionalCnn> conditional) {
  /** Nothing but the reward. */
  public static final Steering NONE = of(Optional.empty());

  /** A learned value alone. */
  public static Steering of(Optional<ShippedValue> value) {
    return new Steering(Optional.empty(), Optional.empty(), value, Optional.empty());
  }

  /** What does not come from the task's own denoiser. */
  Steering withoutModel() {
    return new Steering(relaxed, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
