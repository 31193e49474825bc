package dev.lodestar.sequence.metric;

import dev.lodestar.core.task.SetMetric;
import java.util.HashSet;
import java.util.List;

/** Share of designs that are different from one another. */
public final class UniqueFraction implements SetMetric<String> {
  @Override
  public String name() {
    return "unique";
  }

  @Override
  public String describe() {
    return "different designs over all designs, 0 to 1; lower means collapse";
  }

  @Override
  public double of(List<String> designs) {
    return (double) new HashSet<>(designs).size() / designs.size();
  }
}
