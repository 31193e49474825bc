package dev.lodestar.image.metric;

import dev.lodestar.core.task.SetMetric;
import java.util.HashSet;
import java.util.List;

/** Share of designs that differ from all before them. */
public record UniqueFraction() implements SetMetric<String> {
  @Override
  public String name() {
    return "unique";
  }

  @Override
  public String describe() {
    return "share of designs that are not copies of another, 0 to 1; higher is better";
  }

  @Override
  public double of(List<String> designs) {
    return (double) new HashSet<>(designs).size() / designs.size();
  }
}
