package dev.lodestar.core.reward;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a design came by its score.
 *
 * @param total the score methods see
 * @param parts one a component, in the components' order
 */
public record Explanation(Score total, List<Part> parts) {
  public Explanation {
    parts = List.copyOf(parts);
  }

  /**
   * What one component said.
   *
   * @param name the component's name
   * @param raw its scorer's answer; empty where the scorer was not asked because another component
   *     had already found the design infeasible
   * @param transformed the score that entered the total, where there is one
   */
  public record Part(String name, Optional<Score> raw, OptionalDouble transformed) {}
}
