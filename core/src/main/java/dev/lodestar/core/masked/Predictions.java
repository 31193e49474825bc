package dev.lodestar.core.masked;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Tokens;

/** A network's clean-token probabilities of batches of states. */
@FunctionalInterface
interface Predictions {
  /**
   * Probabilities of the clean tokens at the masked positions of each row.
   *
   * @param sigma noise level of the states
   * @return a row each, shape [length, V], 0 at revealed positions; may be empty where nothing is
   *     masked
   */
  float[][] of(Tokens states, double sigma);

  /** Asks the network for every row, known or not. */
  static Predictions everyRow(TokenDenoiser network, Meter meter) {
    return (states, sigma) -> {
      meter.network(states.size(), states.size());
      return evaluate(network, states, sigma);
    };
  }

  /** One network call; the logits made probabilities. */
  static float[][] evaluate(TokenDenoiser network, Tokens x, double sigma) {
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
    double[] e = new double[v];
    for (int i = 0; i < out.length; i++) {
      for (int l = 0; l < length; l++) {
        if (x.data()[i * length + l] == v) {
          softmax(logits, (i * length + l) * v, e, out[i], l * v);
        }
      }
    }
    return out;
  }

  private static void softmax(float[] logits, int from, double[] e, float[] out, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < e.length; k++) {
      max = Math.max(max, logits[from + k]);
    }
    double sum = 0;
    for (int k = 0; k < e.length; k++) {
      e[k] = StrictMath.exp(logits[from + k] - max);
      sum += e[k];
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException("the denoiser answered logits that are not numbers");
    }
    for (int k = 0; k < e.length; k++) {
      out[to + k] = (float) (e[k] / sum);
    }
  }
}
