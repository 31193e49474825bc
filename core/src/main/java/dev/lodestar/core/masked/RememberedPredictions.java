package dev.lodestar.core.masked;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.StateMemory;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Clean-token probabilities of states, each distinct state evaluated once.
 *
 * <p>A step of masked diffusion reveals about L/T tokens, so most children equal their parent or
 * each other; of a time-independent network the answer for an equal state is equal, at whatever
 * step. States in which everything is known need no network at all.
 */
final class RememberedPredictions implements Predictions {
  private static final float[] KNOWN = {};

  private final TokenDenoiser network;
  private final IntPredicate unknown;
  private final StateMemory memory;
  private double noise = Double.NaN;

  RememberedPredictions(TokenDenoiser network, IntPredicate unknown, Meter meter, int capacity) {
    this.network = network;
    this.unknown = unknown;
    this.memory = new StateMemory(meter, network.evaluations(), capacity);
  }

  @Override
  public synchronized float[][] of(Tokens x, double sigma) {
    if (!network.timeIndependent() && sigma != noise) {
      memory.forget();
      noise = sigma;
    }
    int[] open = IntStream.range(0, x.size()).filter(i -> hasUnknown(x, i)).toArray();
    float[][] answers =
        memory.of(x.select(open), states -> Predictions.evaluate(network, unknown, states, sigma));
    float[][] out = new float[x.size()][];
    Arrays.fill(out, KNOWN);
    for (int i = 0; i < open.length; i++) {
      out[open[i]] = answers[i];
    }
    return out;
  }

  private boolean hasUnknown(Tokens x, int row) {
    return Arrays.stream(x.data(), row * x.length(), (row + 1) * x.length()).anyMatch(unknown);
  }
}
