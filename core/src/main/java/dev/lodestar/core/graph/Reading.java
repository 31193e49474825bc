package dev.lodestar.core.graph;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a network says about a batch of noisy graphs, and about the same graphs after their Langevin
 * correction; each asked for when first read, and carried along by selection.
 */
final class Reading {
  /** How a reading gets its answers. */
  interface Source {
    /** One network call. */
    GraphField score(GraphParticles states);

    /** The corrected states; the same states where there is no corrector. */
    GraphParticles corrected(GraphParticles states, GraphField score);
  }

  private final Source source;
  private final GraphParticles states;
  private Optional<GraphField> score = Optional.empty();
  private Optional<Reading> corrected = Optional.empty();

  Reading(Source source, GraphParticles states) {
    this.source = source;
    this.states = states;
  }

  GraphParticles states() {
    return states;
  }

  synchronized GraphField score() {
    if (score.isEmpty()) {
      score = Optional.of(source.score(states));
    }
    return score.get();
  }

  /** The reading of the corrected states. */
  synchronized Reading corrected() {
    if (corrected.isEmpty()) {
      GraphParticles moved = source.corrected(states, score());
      if (moved == states) {
        return this;
      }
      corrected = Optional.of(new Reading(source, moved));
    }
    return corrected.get();
  }

  synchronized Reading select(int[] rows) {
    UnaryOperator<GraphField> chosen = f -> f.select(rows);
    Reading out = new Reading(source, states.select(rows));
    out.score = score.map(chosen);
    out.corrected = corrected.map(r -> r.select(rows));
    return out;
  }
}
