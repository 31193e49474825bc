package dev.lodestar.core.process;

import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import java.util.random.RandomGenerator;

/**
 * Addresses of the random numbers of a batch of rows at one step.
 *
 * <p>The rows come in runs of {@code width} that share a parent: row r is child {@code r % width}
 * of parent {@code r / width}, and parent p belongs to design {@code first + p % designs}; where
 * there are more parents than designs, the surplus counts up the particle number. A design's
 * numbers thus do not depend on how many other designs share its batch.
 *
 * @param streams the run's random numbers
 * @param first number of the first design of the group
 * @param designs designs in the group
 * @param step noise level of the states the numbers lead away from
 * @param width rows a parent
 */
public record Draws(Streams streams, long first, int designs, int step, int width) {
  public Draws {
    if (designs < 1 || first < 0 || step < 0 || width < 1) {
      throw new IllegalArgumentException(
          "designs " + designs + ", first " + first + ", step " + step + ", width " + width);
    }
  }

  /** One row a design at a noise level. */
  public static Draws of(Streams streams, long first, int designs, int step) {
    return new Draws(streams, first, designs, step, 1);
  }

  /** The stream of a row. */
  public RandomGenerator at(int row, Purpose purpose) {
    int parent = row / width;
    int particle = Math.addExact(Math.multiplyExact(parent / designs, width), row % width);
    return streams.at(first + parent % designs, step, particle, purpose);
  }

  /** The one stream of the whole group, for choices across its rows. */
  public RandomGenerator ofGroup(Purpose purpose) {
    return streams.at(first, step, 0, purpose);
  }

  /** Addresses of {@code m} children of every row. */
  public Draws children(int m) {
    return new Draws(streams, first, designs, step, Math.multiplyExact(width, m));
  }

  /** One row a design at the same noise level. */
  public Draws perDesign() {
    return of(streams, first, designs, step);
  }

  /** The same rows at another noise level. */
  public Draws atStep(int step) {
    return new Draws(streams, first, designs, step, width);
  }
}
