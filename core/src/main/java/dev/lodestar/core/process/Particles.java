package dev.lodestar.core.process;

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
}
