package dev.lodestar.core.reward;

import java.util.List;

/**
 * Anything that scores designs: a network, a lambda, an executable, a service.
 *
 * @param <D> the design as its user sees it, such as a string of letters
 */
@FunctionalInterface
public interface Reward<D> {
  /**
   * Scores of the designs, one for each, in their order. Must depend on each design alone.
   *
   * <p>May throw; whoever guards the call turns that, and a wrong number of answers, into {@link
   * Score.Failed}.
   */
  List<Score> score(List<D> designs);

  /**
   * Refuses a task's designs before anything is sampled, where none of them could be scored.
   *
   * @param example a design of the sizes that all have
   * @throws IllegalArgumentException with a sentence that says what was found and expected
   */
  default void requireReads(D example) {}

  /**
   * What distinguishes this scorer from every other, for the ledger: name, version, digest of
   * weights and settings. Equal identities must mean equal answers.
   */
  default String identity() {
    return getClass().getName();
  }
}
