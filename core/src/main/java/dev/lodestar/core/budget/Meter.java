package dev.lodestar.core.budget;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts what a run spends, and refuses what its budget does not cover before it is spent.
 *
 * <p>"Evaluated" calls reached a network or scorer and count against the budget; "asked" calls
 * include those answered from memory. Safe to use from several threads.
 */
public final class Meter {
  private final Budget budget;
  private final LongSupplier nanoTime;
  private final long start;
  private final AtomicLong network = new AtomicLong();
  private final AtomicLong networkAsked = new AtomicLong();
  private final AtomicLong reward = new AtomicLong();
  private final AtomicLong rewardAsked = new AtomicLong();
  private final double secondsBefore;

  /** What has been spent. Calls in states and designs, time in seconds. */
  public record Spent(
      long networkCalls, long networkAsked, long rewardCalls, long rewardAsked, double seconds) {
    /** Nothing. */
    public static final Spent NOTHING = new Spent(0, 0, 0, 0, 0);

    /** This less what had been spent {@code earlier}. */
    public Spent since(Spent earlier) {
      return new Spent(
          networkCalls - earlier.networkCalls,
          networkAsked - earlier.networkAsked,
          rewardCalls - earlier.rewardCalls,
          rewardAsked - earlier.rewardAsked,
          seconds - earlier.seconds);
    }
  }

  public Meter(Budget budget) {
    this(budget, Spent.NOTHING, System::nanoTime);
  }

  /** A meter that goes on from what had been {@code spent} before an interruption. */
  public Meter(Budget budget, Spent spent, LongSupplier nanoTime) {
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.secondsBefore = spent.seconds;
    network.set(spent.networkCalls);
    networkAsked.set(spent.networkAsked);
    reward.set(spent.rewardCalls);
    rewardAsked.set(spent.rewardAsked);
  }

  /**
   * Takes {@code evaluations} network evaluations out of the budget, {@code asked} of them wanted.
   */
  public void network(int evaluations, int asked) {
    checkTime();
    take(network, evaluations, budget.networkCalls(), "network evaluations");
    networkAsked.addAndGet(asked);
  }

  /** Takes {@code evaluations} scorer calls out of the budget, {@code asked} of them wanted. */
  public void reward(int evaluations, int asked) {
    checkTime();
    take(reward, evaluations, budget.rewardCalls(), "scorer calls");
    rewardAsked.addAndGet(asked);
  }

  public Budget budget() {
    return budget;
  }

  public Spent spent() {
    return new Spent(network.get(), networkAsked.get(), reward.get(), rewardAsked.get(), seconds());
  }

  private double seconds() {
    return secondsBefore + (nanoTime.getAsLong() - start) * 1e-9;
  }

  private void checkTime() {
    if (seconds() > budget.seconds()) {
      throw new BudgetExhausted("the time budget of " + budget.seconds() + " s is used up");
    }
  }

  private static void take(AtomicLong counter, int n, long limit, String what) {
    long before = counter.getAndUpdate(v -> v + n > limit ? v : v + n);
    if (before + n > limit) {
      throw new BudgetExhausted(
          "the budget of " + limit + " " + what + " does not cover " + n + " more after " + before);
    }
  }
}
