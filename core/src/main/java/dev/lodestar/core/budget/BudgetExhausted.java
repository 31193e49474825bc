package dev.lodestar.core.budget;

/** Thrown before a call that the budget does not cover; nothing of it has been spent. */
public final class BudgetExhausted extends RuntimeException {
  public BudgetExhausted(String what) {
    super(what);
  }
}
