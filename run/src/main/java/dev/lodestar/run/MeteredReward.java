package dev.lodestar.run;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts every different design of one group as a call, whoever paid for the answer: what a
 * baseline costs by itself, though it finds answers in the ledger of the run it stands beside.
 *
 * @param <D> a design, with value equality
 */
final class MeteredReward<D> implements Reward<D> {
  private final Reward<D> reward;
  private final Meter meter;
  private final Set<D> seen = new HashSet<>();

  MeteredReward(Reward<D> reward, Meter meter) {
    this.reward = reward;
    this.meter = meter;
  }

  @Override
  public synchronized List<Score> score(List<D> designs) {
    int fresh = (int) designs.stream().filter(seen::add).count();
    meter.reward(fresh, designs.size());
    return reward.score(designs);
  }

  @Override
  public String identity() {
    return reward.identity();
  }
}
