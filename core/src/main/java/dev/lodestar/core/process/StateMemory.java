package dev.lodestar.core.process;

import dev.lodestar.core.budget.Meter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers of a network about token states, each distinct state asked about once.
 *
 * <p>Only for networks whose answer for a state is the same whenever it is asked; where it depends
 * on the noise level, the owner calls {@link #forget} when the level changes.
 */
public final class StateMemory {
  private static final float[] PENDING = {};

  private final Meter meter;
  private final int evaluations;
  private final Map<State, float[]> known;

  /** One network call. */
  @FunctionalInterface
  public interface Network {
    /** Answers about distinct states, one a row. */
    float[][] answers(Tokens distinct);
  }

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
   * @param meter counts, and refuses, network evaluations
   * @param evaluations network evaluations that an answer costs
   * @param capacity states remembered; the least recently used go first
   */
  public StateMemory(Meter meter, int evaluations, int capacity) {
    this.meter = meter;
    this.evaluations = evaluations;
    this.known =
        new LinkedHashMap<>(1024, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<State, float[]> eldest) {
            return size() > capacity;
          }
        };
  }

  /** Answers about all rows; those not known yet are asked about in one call. */
  public synchronized float[][] of(Tokens x, Network network) {
    float[][] out = new float[x.size()][];
    State[] states = new State[out.length];
    Map<State, float[]> fresh = new LinkedHashMap<>();
    for (int i = 0; i < out.length; i++) {
      states[i] = new State(x.row(i));
      out[i] = known.get(states[i]);
      if (out[i] == null) {
        fresh.put(states[i], PENDING);
      }
    }
    if (out.length > 0) {
      meter.network(fresh.size() * evaluations, out.length * evaluations);
    }
    ask(network, fresh, x.length());
    for (int i = 0; i < out.length; i++) {
      if (out[i] == null) {
        out[i] = fresh.get(states[i]);
      }
    }
    known.putAll(fresh);
    return out;
  }

  /** Forgets every answer. */
  public synchronized void forget() {
    known.clear();
  }

  private static void ask(Network network, Map<State, float[]> fresh, int length) {
    if (fresh.isEmpty()) {
      return;
    }
    int[] tokens = new int[fresh.size() * length];
    int row = 0;
    for (State state : fresh.keySet()) {
      System.arraycopy(state.tokens, 0, tokens, row++ * length, length);
    }
    float[][] answers = network.answers(new Tokens(tokens, length));
    row = 0;
    for (Map.Entry<State, float[]> entry : fresh.entrySet()) {
      entry.setValue(answers[row++]);
    }
  }
}
