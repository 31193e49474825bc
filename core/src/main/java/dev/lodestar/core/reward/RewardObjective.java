package dev.lodestar.core.reward;

import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.value.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reward on designs as methods need it: a number for every clean state.
 *
 * <p>Equal designs of a batch are scored once. An infeasible design is worth negative infinity, and
 * so is one whose scorer failed under {@link FailurePolicy.Drop}.
 *
 * @param <B> batch of states
 * @param <D> a design, with value equality
 */
public final class RewardObjective<B extends Particles<B>, D> implements Objective<B> {
  private final Codec<B, D> codec;
  private final Reward<D> reward;
  private final FailurePolicy policy;

  /**
   * @param reward retries are its own business: see {@link GuardedReward}
   * @param policy what a failure does
   */
  public RewardObjective(Codec<B, D> codec, Reward<D> reward, FailurePolicy policy) {
    this.codec = codec;
    this.reward = reward;
    this.policy = policy;
  }

  /**
   * @throws ScoringStopped where a scorer failed under {@link FailurePolicy.Stop}
   */
  @Override
  public double[] of(B clean) {
    List<D> designs = codec.decode(clean);
    Map<D, Integer> index = new LinkedHashMap<>();
    designs.forEach(d -> index.putIfAbsent(d, index.size()));
    List<D> distinct = List.copyOf(index.keySet());
    List<Score> scores = distinct.isEmpty() ? List.of() : reward.score(distinct);
    if (scores.size() != distinct.size()) {
      throw new IllegalStateException(
          "the reward gave " + scores.size() + " answers for " + distinct.size() + " designs");
    }
    double[] numbers = new double[distinct.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(distinct.get(i), scores.get(i));
    }
    return designs.stream().mapToDouble(d -> numbers[index.get(d)]).toArray();
  }

  private double number(D design, Score score) {
    if (score instanceof Score.Value v) {
      return v.value();
    }
    if (score instanceof Score.Failed f && policy instanceof FailurePolicy.Stop stop) {
      throw new ScoringStopped(
          "The scorer failed on design "
              + design
              + ": "
              + f.cause()
              + ". The run stops because"
              + " its failure policy is 'stop' (after "
              + stop.retries()
              + " retries); with 'drop'"
              + " it would go on without this candidate.");
    }
    return Double.NEGATIVE_INFINITY;
  }
}
