package dev.lodestar.core.reward;

/** What a scorer's failure does to a run, once its retries are used up. */
public sealed interface FailurePolicy {
  /** Further attempts at a design whose scorer failed, at least 0. */
  int retries();

  /** The candidate is dropped: no method selects it while there is another. */
  record Drop(int retries) implements FailurePolicy {
    public Drop {
      check(retries);
    }
  }

  /** The run stops. */
  record Stop(int retries) implements FailurePolicy {
    public Stop {
      check(retries);
    }
  }

  private static void check(int retries) {
    if (retries < 0) {
      throw new IllegalArgumentException("retries are " + retries + "; they cannot be negative");
    }
  }
}
