package dev.lodestar.core.decode;

import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.Restarted;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resampler;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Iterative refinement: the designs of one round are noised to a level, denoised from there by a
 * guided decoder, and selected; and again. Letters that were fixed early can thus be corrected.
 *
 * <p>One round is the inner decoder itself. With the pre-trained model inside it is an evolutionary
 * search whose mutations the model proposes. On {@link dev.lodestar.core.process.Edited} it refines
 * designs that its user gives. A design that is feasible is never given up for one that is not, so
 * that feasible designs to start from stay feasible.
 *
 * <p>Source: Uehara et al., "Reward-guided iterative refinement in diffusion models at test-time"
 * (RERD, 2502.14944), Algorithm 1.
 *
 * @param inner makes designs from noise, first from all of it, then from a level
 * @param rounds passes, the first included
 * @param noise share of the noise levels to go back, in (0, 1]
 * @param survival which designs go into the next round
 */
public record Refinement(Decoder inner, int rounds, double noise, Survival survival)
    implements Decoder {

  /** Which designs go on. */
  public sealed interface Survival {}

  /**
   * The newest, of parents drawn across the group in proportion to exp(r/α), as in RERD.
   *
   * @param alpha temperature in reward units
   */
  public record Resampled(double alpha, Resampler scheme) implements Survival {
    public Resampled {
      Check.positive("alpha", alpha);
    }
  }

  /** The better of a design and its refinement; designs never meet. */
  public record Better() implements Survival {}

  /**
   * The best of the group's designs and their refinements together, each design once and none that
   * an earlier group of the run has made. For rewards whose best designs are few and easily found.
   */
  public record Distinct() implements Survival {}

  /** The newest, whatever it is worth; designs never meet. */
  public record Newest() implements Survival {}

  public Refinement {
    Check.atLeastOne("rounds", rounds);
    Check.share("noise", noise);
    Check.positive("noise", noise);
  }

  @Override
  public String name() {
    return "refinement";
  }

  @Override
  public boolean valuesOfStates() {
    return inner.valuesOfStates();
  }

  @Override
  public boolean independent() {
    boolean meet = survival instanceof Resampled || survival instanceof Distinct;
    return inner.independent() && !(meet && rounds > 1);
  }

  @Override
  public boolean remembers() {
    return survival instanceof Distinct && rounds > 1;
  }

  @Override
  public <B extends Particles<B>> Decoding.Outcome<B> decode(
      Steering<B> steering,
      Streams streams,
      long first,
      int designs,
      Consumer<Population<B>> observer) {
    if (rounds == 1) {
      return inner.decode(steering, streams, first, designs, observer);
    }
    Renoising<B> process = Renoising.of(steering.process(), name());
    Decoding.Outcome<B> begin = inner.decode(steering, streams, first, designs, observer);
    if (begin.exhausted().isPresent()) {
      return begin;
    }
    Finished<B> now;
    try {
      now = Finished.of(begin, steering, designs);
    } catch (BudgetExhausted e) {
      return new Decoding.Outcome<>(
          begin.designs(), begin.population(), begin.stoppedAt(), Optional.of(e.getMessage()));
    }
    int level = Math.max(1, (int) Math.round(noise * steering.process().steps()));
    for (int round = 1; round < rounds; round++) {
      Streams own = streams.branch(Purpose.ROUND, round);
      Finished<B> parents = parents(now, Draws.of(own, first, designs, 0));
      try {
        B noised = process.renoise(parents.designs(), level, Draws.of(own, first, designs, level));
        Steering<B> rest =
            new Steering<>(
                new Restarted<>(process, noised, level),
                steering.value(),
                steering.guide(),
                steering.census());
        Decoding.Outcome<B> refined = inner.decode(rest, own, first, designs, observer);
        if (refined.exhausted().isPresent()) {
          return parents.outcome(streams, first, refined.exhausted());
        }
        Finished<B> children = Finished.of(refined, steering, designs).descendingFrom(parents);
        now = survivors(parents, children, steering.census());
        observer.accept(now.population(streams, first));
      } catch (BudgetExhausted e) {
        return now.outcome(streams, first, Optional.of(e.getMessage()));
      }
    }
    return now.outcome(streams, first, Optional.empty());
  }

  private <B extends Particles<B>> Finished<B> parents(Finished<B> now, Draws draws) {
    if (!(survival instanceof Resampled resampled)) {
      return now;
    }
    LogWeights w = LogWeights.of(Potentials.of(now.rewards(), resampled.alpha()));
    int n = now.rewards().length;
    return now.select(
        resampled.scheme().ancestors(w.normalised(), n, draws.ofGroup(Purpose.RESAMPLE)));
  }

  private <B extends Particles<B>> Finished<B> survivors(
      Finished<B> parents, Finished<B> children, Census<B> census) {
    if (survival instanceof Distinct) {
      Finished<B> all = parents.with(children);
      return all.select(census.best(all.designs(), all.rewards(), parents.rewards().length));
    }
    return parents.replaced(children, taken(parents.rewards(), children.rewards()));
  }

  private boolean[] taken(double[] parents, double[] children) {
    boolean[] out = new boolean[parents.length];
    for (int i = 0; i < out.length; i++) {
      boolean feasible =
          children[i] > Double.NEGATIVE_INFINITY || parents[i] == Double.NEGATIVE_INFINITY;
      out[i] = feasible && (!(survival instanceof Better) || children[i] >= parents[i]);
    }
    return out;
  }
}
