package dev.lodestar.run;

import dev.lodestar.core.check.Assertions;
import java.util.Objects;

/**
 * What a run looks out for.
 *
 * @param stopOnCollapse a group, and the run with it, ends where fewer than this share of the
 *     group's designs at the start have descendants; 0 for never
 * @param assertions how much of itself the run checks
 */
public record Watch(double stopOnCollapse, Assertions assertions) {
  /** Goes on whatever happens, and makes the cheap checks. */
  public static final Watch NORMAL = new Watch(0, Assertions.CHEAP);

  public Watch {
    if (!(stopOnCollapse >= 0 && stopOnCollapse <= 1)) {
      throw new IllegalArgumentException(
          "stop-on-collapse is " + stopOnCollapse + "; it is a share, from 0 to 1");
    }
    Objects.requireNonNull(assertions, "assertions");
  }
}
