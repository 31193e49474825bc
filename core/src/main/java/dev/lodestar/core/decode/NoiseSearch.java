package dev.lodestar.core.decode;

import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.NearbyStreams;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Search over the noise that designs are made from: each round tries neighbours of every design's
 * noise and goes on from the best. The noise is all random numbers of a pass: the state at the
 * highest level, where that is random, and every draw on the way, which is where masked diffusion
 * has its randomness.
 *
 * <p>Distance 1 is random search, best-of-N over whatever decoder is inside; a smaller distance is
 * zero-order search. Every candidate is drawn from the inner decoder's own law.
 *
 * <p>Source: Ma et al., "Inference-time scaling for diffusion models beyond scaling denoising
 * steps" (2501.09732), section 3; search over paths is {@link PathSearch}.
 *
 * @param inner makes a design of noise
 * @param rounds rounds after the first pass
 * @param neighbours passes a round
 * @param distance of a neighbour's noise from its pivot's, in (0, 1]
 */
public record NoiseSearch(Decoder inner, int rounds, int neighbours, double distance)
    implements Decoder {
  public NoiseSearch {
    Check.atLeastOne("rounds", rounds);
    Check.atLeastOne("neighbours", neighbours);
    Check.share("distance", distance);
    Check.positive("distance", distance);
  }

  @Override
  public String name() {
    return "noise-search";
  }

  @Override
  public boolean valuesOfStates() {
    return inner.valuesOfStates();
  }

  @Override
  public boolean independent() {
    return inner.independent();
  }

  @Override
  public <B extends Particles<B>> Decoding.Outcome<B> decode(
      Steering<B> steering,
      Streams streams,
      long first,
      int designs,
      Consumer<Population<B>> observer) {
    Decoding.Outcome<B> begin = inner.decode(steering, streams, first, designs, observer);
    if (begin.exhausted().isPresent()) {
      return begin;
    }
    Optional<String> exhausted = Optional.empty();
    Finished<B> best;
    try {
      best = Finished.of(begin, steering, designs);
    } catch (BudgetExhausted e) {
      return new Decoding.Outcome<>(
          begin.designs(), begin.population(), begin.stoppedAt(), Optional.of(e.getMessage()));
    }
    Streams[] pivots = new Streams[designs];
    Arrays.fill(pivots, streams);
    for (int round = 0; round < rounds && exhausted.isEmpty(); round++) {
      Streams[] next = pivots.clone();
      for (int k = 0; k < neighbours && exhausted.isEmpty(); k++) {
        Streams fresh = streams.branch(Purpose.ROUND, 1 + round * neighbours + k);
        Streams[] of = pivots.clone();
        Streams candidate =
            (design, step, particle, purpose) ->
                new NearbyStreams(of[(int) (design - first)], fresh, distance)
                    .at(design, step, particle, purpose);
        try {
          Decoding.Outcome<B> tried = inner.decode(steering, candidate, first, designs, observer);
          exhausted = tried.exhausted();
          if (exhausted.isEmpty()) {
            Finished<B> found = Finished.of(tried, steering, designs);
            boolean[] better = new boolean[designs];
            for (int d = 0; d < designs; d++) {
              better[d] = found.rewards()[d] > best.rewards()[d];
              next[d] = better[d] ? new NearbyStreams(of[d], fresh, distance) : next[d];
            }
            best = best.replaced(found, better);
          }
        } catch (BudgetExhausted e) {
          exhausted = Optional.of(e.getMessage());
        }
      }
      pivots = next;
    }
    observer.accept(best.population(streams, first));
    return best.outcome(streams, first, exhausted);
  }
}
