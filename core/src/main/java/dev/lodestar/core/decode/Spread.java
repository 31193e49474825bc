package dev.lodestar.core.decode;

import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/**
 * How unequal weights may become: what a temperature is chosen by where it is not given in reward
 * units. Free of the reward's scale.
 */
public sealed interface Spread {
  /** Whether the weights are equal enough. */
  boolean allows(LogWeights weights);

  /**
   * An effective sample size of at least a share of those that have any weight.
   *
   * @param share in (0, 1)
   */
  record Ess(double share) implements Spread {
    public Ess {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "the target share of the effective sample size must be in (0, 1), not " + share);
      }
    }

    @Override
    public boolean allows(LogWeights weights) {
      return weights.ess() >= share * alive(weights);
    }
  }

  /**
   * A Kullback–Leibler divergence from equal weights of at most so many nats.
   *
   * @param nats above 0
   */
  record Kl(double nats) implements Spread {
    public Kl {
      Check.positive("the target KL in nats", nats);
    }

    @Override
    public boolean allows(LogWeights weights) {
      return Diagnostics.divergenceFromEqual(weights) <= nats;
    }
  }

  /**
   * The lowest temperature, not below {@code floor}, at which exp(v/α) is equal enough.
   *
   * @param values values[from..to), of which not all need be finite
   * @param floor in reward units; 0 allows for the greedy choice
   */
  default double temperature(double[] values, int from, int to, double floor) {
    double[] v = Arrays.copyOfRange(values, from, to);
    double[] finite = Arrays.stream(v).filter(Double::isFinite).toArray();
    double range = Arrays.stream(finite).max().orElse(0) - Arrays.stream(finite).min().orElse(0);
    if (range == 0 || (floor > 0 && allows(LogWeights.of(Potentials.of(v, floor))))) {
      return floor;
    }
    double low = Math.max(floor, range * 1e-9);
    if (allows(LogWeights.of(Potentials.of(v, low)))) {
      return floor;
    }
    double high = Math.max(2 * low, range);
    while (!allows(LogWeights.of(Potentials.of(v, high)))) {
      high *= 2;
    }
    for (int k = 0; k < 60; k++) {
      double middle = Math.sqrt(low * high);
      if (allows(LogWeights.of(Potentials.of(v, middle)))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static long alive(LogWeights weights) {
    return Arrays.stream(weights.toArray()).filter(w -> w > Double.NEGATIVE_INFINITY).count();
  }
}
