package dev.lodestar.core.gaussian;

import java.util.Optional;
import java.util.function.Function;

/**
 * A network's clean guesses of a batch, before they are thresholded: asked for when first read, in
 * one call, and carried along by selection.
 */
final class CleanGuesses {
  private final Function<Latents, float[]> network;
  private final Latents states;
  private Optional<float[]> guesses = Optional.empty();

  /**
   * @param network the guesses of states, shape [rows, numbers]
   */
  CleanGuesses(Function<Latents, float[]> network, Latents states) {
    this.network = network;
    this.states = states;
  }

  Latents states() {
    return states;
  }

  synchronized float[] all() {
    if (guesses.isEmpty()) {
      guesses = Optional.of(network.apply(states));
    }
    return guesses.get();
  }

  synchronized CleanGuesses select(int[] rows) {
    CleanGuesses out = new CleanGuesses(network, states.select(rows));
    out.guesses = guesses.map(g -> Latents.rows(g, states.shape().numbers(), rows));
    return out;
  }
}
