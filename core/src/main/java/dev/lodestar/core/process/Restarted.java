package dev.lodestar.core.process;

import java.util.Arrays;

/**
 * The rest of a reverse process: from given noisy states on. Whatever makes designs from noise
 * makes them from these.
 *
 * @param process the whole process
 * @param states for each design of a group, its state at noise level {@code level}
 * @param level their noise level, and the number of steps that are left
 * @param <B> batch of states
 */
public record Restarted<B extends Particles<B>>(ReverseProcess<B> process, B states, int level)
    implements ReverseProcess<B> {
  public Restarted {
    if (level < 1 || level > process.steps()) {
      throw new IllegalArgumentException(
          "a process of "
              + process.steps()
              + " steps starts again at 1.."
              + process.steps()
              + ", not at "
              + level);
    }
  }

  @Override
  public int steps() {
    return level;
  }

  @Override
  public double time(int step) {
    return process.time(step);
  }

  /** Each design's own state, as often as it has rows. */
  @Override
  public B prior(Draws draws) {
    if (draws.designs() != states.size()) {
      throw new IllegalArgumentException(
          states.size() + " states to start from, and " + draws.designs() + " designs");
    }
    int[] rows = new int[Math.multiplyExact(draws.designs(), draws.width())];
    Arrays.setAll(rows, r -> r / draws.width());
    return states.select(rows);
  }

  @Override
  public Outlook<B> look(B states, int step) {
    return process.look(states, step);
  }
}
