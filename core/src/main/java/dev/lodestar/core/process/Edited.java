package dev.lodestar.core.process;

import java.util.Arrays;

/**
 * A process that starts from given designs instead of from noise: each is noised to a level, and
 * what denoises it from there makes an edited copy. Every decoder is an editor on this process.
 *
 * @param process the process that the designs belong to
 * @param designs finished designs; design n of a run starts from row n modulo their number
 * @param level noise level to go back to: the higher, the less is kept
 * @param <B> batch of states
 */
public record Edited<B extends Particles<B>>(Renoising<B> process, B designs, int level)
    implements ReverseProcess<B> {
  public Edited {
    if (designs.size() == 0) {
      throw new IllegalArgumentException("editing needs at least one design to start from");
    }
    if (level < 1 || level > process.steps()) {
      throw new IllegalArgumentException(
          "the noise level of an edit must be in 1.." + process.steps() + ", not " + level);
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

  @Override
  public B prior(Draws draws) {
    int[] rows = new int[Math.multiplyExact(draws.designs(), draws.width())];
    Arrays.setAll(rows, r -> (int) ((draws.first() + r / draws.width()) % designs.size()));
    return process.renoise(designs.select(rows), level, draws);
  }

  @Override
  public Outlook<B> look(B states, int step) {
    return process.look(states, step);
  }
}
