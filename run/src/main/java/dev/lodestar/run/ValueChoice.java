package dev.lodestar.run;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.Combined;
import dev.lodestar.core.value.LookAhead;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.PosteriorSamples;
import dev.lodestar.core.value.SoftAverage;
import dev.lodestar.core.value.SoftQ;
import dev.lodestar.core.value.Tempered;
import dev.lodestar.core.value.ValueFunction;
import java.util.List;
import java.util.Optional;

/** Which value of noisy states a method is steered by. */
public sealed interface ValueChoice {

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

  /**
   * The average value of where further steps lead.
   *
   * @param there the value there
   * @param steps steps; 0 for all that are left
   * @param draws ways tried for each state
   * @param average how their values become one
   */
  record LookingAhead(ValueChoice there, int steps, int draws, SoftAverage average)
      implements ValueChoice {}

  /**
   * A soft value fitted when the designs begin.
   *
   * @param paths roll-outs it is fitted on
   * @param children drawn of each of their states
   * @param alpha temperature in reward units
   * @param ridge penalty on the weights
   */
  record Fitted(int paths, int children, double alpha, double ridge) implements ValueChoice {
    /** The fit, without what a task brings to it. */
    SoftQ.Plan plan() {
      return new SoftQ.Plan(paths, children, alpha);
    }

    /** States that a fit looks at, at most, for a process of so many steps. */
    public long evaluations(int steps) {
      return (long) paths * ((long) steps * (1 + children) + 1);
    }
  }

  /** Several values made one. */
  record OfSeveral(List<ValueChoice> parts, Combined.Rule how) implements ValueChoice {
    public OfSeveral {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A value that counts the less the noisier its state.
   *
   * @param rate growth a step; 0 for a straight line
   */
  record Tempering(ValueChoice value, double rate) implements ValueChoice {}

  /** The fit that the value needs before any group, if it needs one. */
  default Optional<Fitted> fit() {
    if (this instanceof Tempering t) {
      return t.value.fit();
    }
    return this instanceof Fitted f ? Optional.of(f) : Optional.empty();
  }

  /**
   * The value function for one group.
   *
   * @param fitted what {@link #fit} came to; empty where it is not needed
   * @throws IllegalArgumentException with a sentence where the task has no such value
   */
  default <B extends Particles<B>> ValueFunction<B> create(
      Task<B, ?> task,
      Objective<B> objective,
      ReverseProcess<B> process,
      Meter meter,
      List<SoftQ.Regression<B>> fitted) {
    if (this instanceof OfMean) {
      return new PosteriorMean<>(objective);
    }
    if (this instanceof OfSamples s) {
      return new PosteriorSamples<>(objective, s.guesses, s.alpha);
    }
    if (this instanceof LookingAhead l) {
      ValueFunction<B> there = l.there.create(task, objective, process, meter, fitted);
      int steps = l.steps == 0 ? process.steps() : l.steps;
      return new LookAhead<>(process, there, steps, l.draws, l.average);
    }
    if (this instanceof Fitted) {
      return new SoftQ<>(fitted, objective);
    }
    if (this instanceof OfSeveral s) {
      return new Combined<>(
          s.parts.stream().map(p -> p.create(task, objective, process, meter, fitted)).toList(),
          s.how);
    }
    if (this instanceof Tempering t) {
      return new Tempered<>(
          t.value.create(task, objective, process, meter, fitted),
          t.rate == 0
              ? Tempered.linear(process.steps())
              : Tempered.geometric(process.steps(), t.rate));
    }
    return this instanceof Learned
        ? task.learnedValue(objective, process, meter).orElseThrow(() -> lacks(task, "learned"))
        : task.probabilityValue(objective, meter).orElseThrow(() -> lacks(task, "probabilities"));
  }

  private static IllegalArgumentException lacks(Task<?, ?> task, String name) {
    return new IllegalArgumentException(
        "the task '"
            + task.name()
            + "' has no value '"
            + name
            + "'; use value = \"posterior-mean\".");
  }
}
