package dev.lodestar.core.masked;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.LateRows;
import dev.lodestar.core.process.Tokens;
import java.util.List;
import java.util.function.IntPredicate;

/** A network's clean-token probabilities of batches of states. */
@FunctionalInterface
public interface Predictions {
  /** Most states remembered: about 20 MB at 50 positions of 4 letters. */
  int MEMORY = 16_384;

  /**
   * Most probabilities remembered, counted at one position a state: fewer states of large words.
   */
  int LETTERS = 1 << 20;

  /**
   * Probabilities of the clean tokens at the unknown positions of each row.
   *
   * @param sigma noise level of the states
   * @return a row each, shape [length, V], 0 at known positions; may be empty where everything is
   *     known
   */
  float[][] of(Tokens states, double sigma);

  /** The same of a batch, asked for when first read. */
  default LateRows<float[]> late(Tokens states, double sigma) {
    return new LateRows<>(states.size(), rows -> List.of(of(states.select(rows), sigma)));
  }

  /**
   * Asks the network once for each distinct state with an unknown position.
   *
   * @param unknown whether a position that holds this token has to be predicted
   */
  static Predictions remembered(TokenDenoiser network, IntPredicate unknown, Meter meter) {
    return new RememberedPredictions(
        network, unknown, meter, Math.min(MEMORY, Math.max(1, LETTERS / network.vocabulary())));
  }

  /** Asks the network for every row, known or not. */
  static Predictions everyRow(TokenDenoiser network, IntPredicate unknown, Meter meter) {
    return (states, sigma) -> {
      int evaluations = states.size() * network.evaluations();
      meter.network(evaluations, evaluations);
      return evaluate(network, unknown, states, sigma);
    };
  }

  /** One network call; the logits made probabilities. */
  static float[][] evaluate(TokenDenoiser network, IntPredicate unknown, Tokens x, double sigma) {
    int v = network.vocabulary();
    int length = x.length();
    float[] logits = network.logits(x.data(), x.size(), length, sigma);
    if (logits.length != x.data().length * v) {
      throw new IllegalStateException(
          "the denoiser answered "
              + logits.length
              + " logits for "
              + x.data().length
              + " positions of "
              + v
              + " tokens");
    }
    float[][] out = new float[x.size()][length * v];
    for (int i = 0; i < x.data().length; i++) {
      if (unknown.test(x.data()[i])) {
        Softmax.of(logits, i * v, v, out[i / length], i % length * v);
      }
    }
    return out;
  }
}
