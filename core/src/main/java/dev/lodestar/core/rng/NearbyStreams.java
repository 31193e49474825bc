package dev.lodestar.core.rng;

import java.util.random.RandomGenerator;

/**
 * Random numbers near those of other streams: each is the pivot's, moved by up to half the distance
 * and wrapped around, and thus as uniform as the pivot's; normal numbers are mixed so that they
 * stay standard normal. Distance 0 is the pivot, distance 1 is fresh.
 *
 * @param pivot where the numbers are near
 * @param fresh what moves them
 * @param distance in [0, 1]
 */
public record NearbyStreams(Streams pivot, Streams fresh, double distance) implements Streams {
  public NearbyStreams {
    if (!(distance >= 0 && distance <= 1)) {
      throw new IllegalArgumentException("the distance must be in [0, 1], not " + distance);
    }
  }

  @Override
  public RandomGenerator at(long design, int step, int particle, Purpose purpose) {
    return new Near(
        pivot.at(design, step, particle, purpose),
        fresh.at(design, step, particle, purpose),
        distance);
  }

  private record Near(RandomGenerator pivot, RandomGenerator fresh, double distance)
      implements RandomGenerator {
    @Override
    public long nextLong() {
      return pivot.nextLong() + (long) (fresh.nextLong() * distance);
    }

    @Override
    public double nextDouble() {
      return ((nextLong() >>> 12) + 0.5) * 0x1.0p-52;
    }

    @Override
    public double nextGaussian() {
      return Math.sqrt(1 - distance * distance) * pivot.nextGaussian()
          + distance * fresh.nextGaussian();
    }
  }
}
