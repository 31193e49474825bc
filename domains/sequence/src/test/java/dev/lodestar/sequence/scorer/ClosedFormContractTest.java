package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.tck.RewardContract;
import java.util.List;
import java.util.Map;

class ClosedFormContractTest extends RewardContract<String> {
  @Override
  protected Reward<String> reward() {
    return new GcContent().create(Map.of());
  }

  @Override
  protected List<String> designs() {
    return List.of("ACGT", "GGGG", "ATTA", "GATC");
  }
}
