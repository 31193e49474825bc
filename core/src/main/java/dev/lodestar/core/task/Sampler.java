package dev.lodestar.core.task;

import java.util.List;
import java.util.Objects;

/**
 * One of the ways in which a task draws from its pre-trained model: a schedule, an order, a solver.
 *
 * @param name name in configurations, such as {@code first-hitting}
 * @param summary one line: what a step does
 * @param source where it comes from
 * @param choosesSteps whether the number of denoising steps is its user's choice; where false it
 *     follows from the design and the settings
 * @param settings what it takes beside
 */
public record Sampler(
    String name, String summary, String source, boolean choosesSteps, List<Setting> settings) {
  public Sampler {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(source, "source");
    settings = List.copyOf(settings);
  }

  /** One setting of a sampler: a key beside {@code sampler} in configurations. */
  public sealed interface Setting {
    /** The key, such as {@code letters-per-step}. */
    String name();

    /** One line: meaning and unit. */
    String describe();

    /** Its value where none is given: Integer, Double or String. */
    Object usual();

    /** A whole number in min..max. */
    record Whole(String name, int min, int max, Integer usual, String describe)
        implements Setting {}

    /** A finite number in min..max. */
    record Real(String name, double min, double max, Double usual, String describe)
        implements Setting {}

    /** One of some names. */
    record Choice(String name, List<String> options, String usual, String describe)
        implements Setting {
      public Choice {
        options = List.copyOf(options);
      }
    }
  }
}
