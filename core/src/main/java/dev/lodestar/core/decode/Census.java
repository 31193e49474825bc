package dev.lodestar.core.decode;

import dev.lodestar.core.process.Particles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tells designs apart: which clean states are one design, and which designs the run made before.
 *
 * @param names what each clean state is called, one a row; equal where their designs are
 * @param before names of the designs of earlier groups
 * @param <B> batch of states
 */
public record Census<B extends Particles<B>>(Function<B, List<?>> names, Set<?> before) {

  /** States are one design where they are equal, and none was made before. */
  public static <B extends Particles<B>> Census<B> ofStates() {
    return new Census<>(
        states ->
            IntStream.range(0, states.size()).mapToObj(i -> states.select(new int[] {i})).toList(),
        Set.of());
  }

  /**
   * The best rows with each design once, and none that was made before; others fill up where there
   * are too few of these, the best first.
   *
   * @param rewards one a row; negative infinity where infeasible
   * @param wanted how many rows
   * @return rows in ascending order
   */
  int[] best(B designs, double[] rewards, int wanted) {
    List<?> called = names.apply(designs);
    List<Integer> order =
        IntStream.range(0, rewards.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -rewards[i]))
            .toList();
    Set<Object> seen = new HashSet<>();
    List<Integer> kept = new ArrayList<>();
    List<Integer> spare = new ArrayList<>();
    for (int i : order) {
      boolean fresh = seen.add(called.get(i)) && !before.contains(called.get(i));
      (fresh && rewards[i] > Double.NEGATIVE_INFINITY ? kept : spare).add(i);
    }
    kept.addAll(spare);
    return kept.stream().limit(wanted).mapToInt(Integer::intValue).sorted().toArray();
  }
}
