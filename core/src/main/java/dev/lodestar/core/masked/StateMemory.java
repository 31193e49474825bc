package dev.lodestar.core.masked;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Clean-token probabilities of states, each distinct state evaluated once.
 *
 * <p>A step of masked diffusion reveals about L/T tokens, so most children equal their parent or
 * each other; of a time-independent network the answer for an equal state is equal, at whatever
 * step. States without a mask need no network at all.
 */
final class StateMemory {
  private static final float[] REVEALED = {};

  private final TokenDenoiser network;
  private final Meter meter;
  private final Map<State, float[]> known;
  private double noise = Double.NaN;

  private record State(int[] tokens) {
    @Override
    public boolean equals(Object o) {
      return o instanceof State s && Arrays.equals(s.tokens, tokens);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(tokens);
    }
  }

  /**
   * @param capacity states remembered; the least recently used go first
   */
  StateMemory(TokenDenoiser network, Meter meter, int capacity) {
    this.network = network;
    this.meter = meter;
    this.known =
        new LinkedHashMap<>(1024, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<State, float[]> eldest) {
            return size() > capacity;
          }
        };
  }

  /**
   * Probabilities of the clean tokens at the masked positions of each row.
   *
   * @return a row each, shape [length, V], 0 at revealed positions; empty where nothing is masked
   */
  synchronized float[][] probabilities(Tokens x, double sigma) {
    if (!network.timeIndependent() && sigma != noise) {
      known.clear();
      noise = sigma;
    }
    int mask = network.vocabulary();
    float[][] out = new float[x.size()][];
    State[] states = new State[x.size()];
    Map<State, float[]> fresh = new LinkedHashMap<>();
    int asked = 0;
    for (int i = 0; i < out.length; i++) {
      if (!x.contains(i, mask)) {
        out[i] = REVEALED;
        continue;
      }
      asked++;
      states[i] = new State(x.row(i));
      out[i] = known.get(states[i]);
      if (out[i] == null) {
        fresh.put(states[i], REVEALED);
      }
    }
    if (asked > 0) {
      meter.network(fresh.size(), asked);
    }
    evaluate(fresh, x.length(), sigma);
    for (int i = 0; i < out.length; i++) {
      if (out[i] == null) {
        out[i] = fresh.get(states[i]);
      }
    }
    known.putAll(fresh);
    return out;
  }

  private void evaluate(Map<State, float[]> fresh, int length, double sigma) {
    if (fresh.isEmpty()) {
      return;
    }
    List<State> states = new ArrayList<>(fresh.keySet());
    int[] tokens = new int[states.size() * length];
    for (int i = 0; i < states.size(); i++) {
      System.arraycopy(states.get(i).tokens, 0, tokens, i * length, length);
    }
    float[] logits = network.logits(tokens, states.size(), length, sigma);
    int v = network.vocabulary();
    if (logits.length != tokens.length * v) {
      throw new IllegalStateException(
          "the denoiser answered "
              + logits.length
              + " logits for "
              + tokens.length
              + " positions of "
              + v
              + " tokens");
    }
    for (int i = 0; i < states.size(); i++) {
      float[] p = new float[length * v];
      for (int l = 0; l < length; l++) {
        if (tokens[i * length + l] == v) {
          softmax(logits, (i * length + l) * v, v, p, l * v);
        }
      }
      fresh.put(states.get(i), p);
    }
  }

  private static void softmax(float[] logits, int from, int n, float[] out, int to) {
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      max = Math.max(max, logits[from + k]);
    }
    double sum = 0;
    double[] e = new double[n];
    for (int k = 0; k < n; k++) {
      e[k] = StrictMath.exp(logits[from + k] - max);
      sum += e[k];
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException("the denoiser answered logits that are not numbers");
    }
    for (int k = 0; k < n; k++) {
      out[to + k] = (float) (e[k] / sum);
    }
  }
}
