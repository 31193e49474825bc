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
final class StateMemory implements Predictions {
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

  @Override
  public synchronized float[][] of(Tokens x, double sigma) {
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
    float[][] answers = Predictions.evaluate(network, new Tokens(tokens, length), sigma);
    for (int i = 0; i < answers.length; i++) {
      fresh.put(states.get(i), answers[i]);
    }
  }
}
