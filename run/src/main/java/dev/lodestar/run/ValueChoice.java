package dev.lodestar.run;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.PosteriorSamples;
import dev.lodestar.core.value.ValueFunction;
import java.util.List;
import java.util.Optional;

/** Which value of noisy states a method is steered by. */
public sealed interface ValueChoice {
  /** Names in configurations. */
  List<String> NAMES = List.of("posterior-mean", "posterior-samples", "probabilities", "learned");

  /** The reward of the network's point guess. */
  record OfMean() implements ValueChoice {}

  /**
   * The soft maximum over sampled clean guesses.
   *
   * @param guesses clean guesses a state
   * @param alpha temperature in reward units
   */
  record OfSamples(int guesses, double alpha) implements ValueChoice {
    public OfSamples {
      if (guesses < 1 || !(alpha >= 0)) {
        throw new IllegalArgumentException(
            "posterior-samples takes at least 1 guess and an alpha of at least 0, not "
                + guesses
                + " and "
                + alpha);
      }
    }
  }

  /** The guiding scorer on the network's probabilities. */
  record OfProbabilities() implements ValueChoice {}

  /** Monte-Carlo regression. */
  record Learned() implements ValueChoice {}

  /** Name in configurations. */
  default String name() {
    if (this instanceof OfMean) {
      return "posterior-mean";
    }
    if (this instanceof OfSamples) {
      return "posterior-samples";
    }
    return this instanceof Learned ? "learned" : "probabilities";
  }

  /**
   * The value function for one group.
   *
   * @throws IllegalArgumentException with a sentence where the task has no such value
   */
  default <B extends Particles<B>> ValueFunction<B> create(
      Task<B, ?> task, Objective<B> objective, ReverseProcess<B> process, Meter meter) {
    if (this instanceof OfMean) {
      return new PosteriorMean<>(objective);
    }
    if (this instanceof OfSamples s) {
      return new PosteriorSamples<>(objective, s.guesses, s.alpha);
    }
    Optional<ValueFunction<B>> own =
        this instanceof Learned
            ? task.learnedValue(objective, process, meter)
            : task.probabilityValue(objective, meter);
    return own.orElseThrow(
        () ->
            new IllegalArgumentException(
                "the task '"
                    + task.name()
                    + "' has no value '"
                    + name()
                    + "'; use value = \"posterior-mean\"."));
  }
}
