package dev.lodestar.core.budget;

/**
 * What a run may spend. Hard limits; network, scorer and time are counted apart.
 *
 * @param networkCalls states evaluated by the network
 * @param rewardCalls designs evaluated by the guiding scorer
 * @param seconds wall time
 */
public record Budget(long networkCalls, long rewardCalls, double seconds) {
  public Budget {
    if (networkCalls < 0 || rewardCalls < 0 || !(seconds >= 0)) {
      throw new IllegalArgumentException("a budget cannot be negative");
    }
  }

  /** No limit on anything. */
  public static Budget unlimited() {
    return new Budget(Long.MAX_VALUE, Long.MAX_VALUE, Double.POSITIVE_INFINITY);
  }
}
