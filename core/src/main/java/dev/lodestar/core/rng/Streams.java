package dev.lodestar.core.rng;

import java.util.random.RandomGenerator;

/**
 * Random numbers by address: (design, step, particle, purpose) names one stream.
 *
 * <p>Randomness is addressed, not consumed: asking for a stream changes nothing, and two streams at
 * different addresses are independent.
 */
@FunctionalInterface
public interface Streams {
  /**
   * The stream at an address, from its beginning.
   *
   * @param design number of the design in its run
   * @param step noise level of the state the numbers lead away from
   * @param particle number among the particles that belong to the design at this step
   * @param purpose what the numbers are for
   */
  RandomGenerator at(long design, int step, int particle, Purpose purpose);

  /**
   * Streams at the same addresses that are independent of these, and of those of any other number.
   *
   * @param key {@link Purpose#LOOK_AHEAD} or {@link Purpose#ROUND}: who branches
   * @param number which branch, at least 0
   */
  default Streams branch(Purpose key, int number) {
    return (design, step, particle, purpose) ->
        of(at(design, number, 0, key).nextLong()).at(design, step, particle, purpose);
  }

  /** Philox streams of a seed. */
  static Streams of(long seed) {
    return (design, step, particle, purpose) ->
        new Philox(
            seed,
            0x4C6F646573746172L, // "Lodestar" in ASCII: keeps our streams apart from other users'
            design,
            ((long) step << 32) | (particle & 0xFFFFFFFFL),
            purpose.ordinal());
  }
}
