package dev.lodestar.core.decode;

import dev.lodestar.core.process.CleanOutlook;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finished designs of a group between the rounds of a search.
 *
 * @param designs clean states, one a design
 * @param rewards their rewards
 * @param origins for each, the number in the group of the first round's design it descends from
 */
record Finished<B extends Particles<B>>(B designs, double[] rewards, int[] origins) {

  /** The designs of an outcome; their rewards are asked for where the decoder left none. */
  static <B extends Particles<B>> Finished<B> of(
      Decoding.Outcome<B> outcome, Steering<B> steering, int designs) {
    Population<B> last = outcome.population();
    double[] rewards = last.values();
    if (last.step() > 0 || Arrays.stream(rewards).anyMatch(Double::isNaN)) {
      Draws draws = last.draws().perDesign().atStep(0);
      rewards = steering.value().of(new CleanOutlook<>(outcome.designs()), draws);
    }
    int width = last.draws().width();
    int[] origins = Arrays.stream(last.origins()).map(o -> o / width % designs).toArray();
    return new Finished<>(outcome.designs(), rewards, origins);
  }

  Finished<B> select(int[] rows) {
    int[] o = Arrays.stream(rows).map(r -> origins[r]).toArray();
    return new Finished<>(designs.select(rows), Choice.pick(rewards, rows), o);
  }

  /** These designs, made of the designs of {@code parents}. */
  Finished<B> descendingFrom(Finished<B> parents) {
    int[] o = Arrays.stream(origins).map(i -> parents.origins[i]).toArray();
    return new Finished<>(designs, rewards, o);
  }

  /** For each design these or, where {@code taken}, the others. */
  Finished<B> replaced(Finished<B> others, boolean[] taken) {
    int n = taken.length;
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> taken[i] ? n + i : i);
    return with(others).select(rows);
  }

  /** These designs, then the others. */
  Finished<B> with(Finished<B> others) {
    int n = rewards.length;
    int[] o = Arrays.copyOf(origins, n + others.origins.length);
    System.arraycopy(others.origins, 0, o, n, others.origins.length);
    double[] r = Arrays.copyOf(rewards, o.length);
    System.arraycopy(others.rewards, 0, r, n, others.rewards.length);
    return new Finished<>(designs.with(List.of(others.designs)), r, o);
  }

  /** As a population at the data. */
  Population<B> population(Streams streams, long first) {
    int n = designs.size();
    return new Population<>(
        new CleanOutlook<>(designs),
        rewards,
        LogWeights.ones(n),
        0,
        origins,
        Draws.of(streams, first, n, 0));
  }

  /** As the end of a run. */
  Decoding.Outcome<B> outcome(Streams streams, long first, Optional<String> exhausted) {
    return new Decoding.Outcome<>(designs, population(streams, first), 0, exhausted);
  }
}
