package dev.lodestar.core.decode;

/**
 * Which denoising steps of a run take part in something, such as resampling: {@code first}, {@code
 * first + every}, and so on up to {@code last}. Steps are counted from 1, the first one away from
 * noise; what must happen at the data happens there whatever the interval.
 *
 * @param first first step, at least 1
 * @param last last step, at least {@code first}; a number beyond the run's steps is no limit
 * @param every distance, at least 1
 */
public record Interval(int first, int last, int every) {
  public Interval {
    Check.atLeastOne("the interval's first step", first);
    Check.atLeastOne("the interval's distance", every);
    if (last < first) {
      throw new IllegalArgumentException(
          "an interval of steps ends no earlier than it begins: from "
              + first
              + " to at least "
              + first
              + ", not to "
              + last);
    }
  }

  /** Every step. */
  public static Interval always() {
    return new Interval(1, Integer.MAX_VALUE, 1);
  }

  /** Whether the step of that number takes part. */
  public boolean has(int taken) {
    return taken >= first && taken <= last && (taken - first) % every == 0;
  }
}
