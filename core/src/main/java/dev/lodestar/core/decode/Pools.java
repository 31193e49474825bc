package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Designs that compete with each other: the first {@code size} of a group, the next, and so on; the
 * last pool may be smaller. Designs of different pools are never compared, so that designs made
 * under different conditions belong into different pools. The rows of a pool stand together; which
 * pool a row belongs to is told by its origin.
 *
 * @param size designs a pool, at least 1; a number beyond the group's size means the whole group
 * @param over rows a design at the start
 */
record Pools(int size, int over) {

  /** The population at noise: {@code over} rows a design, without values. */
  <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws designs) {
    Population<B> fresh = Pretrained.unguided(steering, designs.children(over));
    return fresh.readdressed(draws(designs, over));
  }

  /** Designs of the largest pool of a group. */
  int largest(int designs) {
    return Math.min(size, designs);
  }

  /**
   * Addresses of the rows of a group.
   *
   * @param any addresses of the group at the same step
   * @param rowsOfOne rows of a pool of one design
   */
  Draws draws(Draws any, int rowsOfOne) {
    Draws designs = any.perDesign();
    return size == 1 ? designs.children(rowsOfOne) : designs;
  }

  /** Numbers of the pools that the rows belong to. */
  <B extends Particles<B>> int[] of(Population<B> population) {
    return Arrays.stream(population.origins()).map(o -> o / over / size).toArray();
  }

  /**
   * The best rows of every pool, ascending. Of equal states one is taken while others suffice; of
   * equal values the first; what has no value comes last.
   *
   * @param states states of the rows
   * @param pools for each row the number of its pool, ascending
   * @param designs designs of the group
   * @param keep how many rows of a pool to keep, by its number of designs
   */
  <B extends Particles<B>> int[] best(
      B states, double[] values, int[] pools, int designs, IntUnaryOperator keep) {
    IntStream.Builder out = IntStream.builder();
    int from = 0;
    while (from < pools.length) {
      int to = from + 1;
      while (to < pools.length && pools[to] == pools[from]) {
        to++;
      }
      int inPool = Math.min(size, designs - pools[from] * size);
      best(states, values, from, to, keep.applyAsInt(inPool)).forEach(out);
      from = to;
    }
    return out.build().toArray();
  }

  /** One row a design: the best of every pool. */
  <B extends Particles<B>> Population<B> finish(Population<B> last) {
    int designs = last.draws().designs();
    int[] rows = best(last.outlook().states(), last.values(), of(last), designs, n -> n);
    Population<B> kept = last.resampled(rows, last.logZ());
    int[] origins = Arrays.stream(kept.origins()).map(o -> o / over).toArray();
    return new Population<>(
        kept.outlook(),
        kept.values(),
        kept.weights(),
        kept.logZ(),
        origins,
        last.draws().perDesign(),
        kept.potentials());
  }

  private static <B extends Particles<B>> IntStream best(
      B states, double[] values, int from, int to, int keep) {
    if (keep == to - from) {
      return IntStream.range(from, to);
    }
    int[] order =
        IntStream.range(from, to)
            .boxed()
            .sorted(Comparator.comparingDouble(r -> -ranked(values[r])))
            .mapToInt(Integer::intValue)
            .toArray();
    Set<B> seen = new HashSet<>();
    boolean[] fresh = new boolean[order.length];
    for (int k = 0; k < order.length; k++) {
      fresh[k] = seen.add(states.select(new int[] {order[k]}));
    }
    int[] firsts = IntStream.range(0, order.length).filter(k -> fresh[k]).toArray();
    int[] copies = IntStream.range(0, order.length).filter(k -> !fresh[k]).toArray();
    return IntStream.concat(Arrays.stream(firsts), Arrays.stream(copies))
        .limit(keep)
        .map(k -> order[k])
        .sorted();
  }

  private static double ranked(double value) {
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }
}
