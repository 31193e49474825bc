package dev.lodestar.core.reward;

import java.util.List;

/**
 * A scorer did not do its work for some designs.
 *
 * @param scorer name of the scorer
 * @param designs the designs without a score
 * @param cause what went wrong
 * @param attempt which attempt, from 1
 * @param last whether no further attempt is made, so that the designs stay {@link Score.Failed}
 * @param <D> a design
 */
public record Failure<D>(String scorer, List<D> designs, String cause, int attempt, boolean last) {
  public Failure {
    designs = List.copyOf(designs);
  }
}
