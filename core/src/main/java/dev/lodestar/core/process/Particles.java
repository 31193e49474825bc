package dev.lodestar.core.process;

import java.util.List;

/**
 * A batch of states of one diffusion process, held in flat row-major arrays on the heap.
 *
 * <p>Immutable by contract: whoever holds the arrays does not write to them.
 *
 * @param <B> the concrete batch type
 */
public interface Particles<B extends Particles<B>> {
  /** Number of rows. */
  int size();

  /** The given rows in the given order; a row may be named more than once. */
  B select(int[] rows);

  /** These rows, followed by those of the others in their order. */
  B with(List<B> others);

  /** The rows of all parts in their order; at least one part. */
  static <B extends Particles<B>> B join(List<B> parts) {
    return parts.get(0).with(parts.subList(1, parts.size()));
  }
}
