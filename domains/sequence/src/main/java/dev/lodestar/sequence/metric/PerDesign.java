package dev.lodestar.sequence.metric;

import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.sequence.Sequences;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A column that is a formula of each design alone.
 *
 * @param name column name
 * @param describe meaning, unit, which way is better
 * @param formula the number
 */
public record PerDesign(String name, String describe, ToDoubleFunction<String> formula)
    implements DesignMetric<String> {
  /** Share of G and C. */
  public static final PerDesign GC =
      new PerDesign("gc", "share of G and C, 0 to 1; neither way is better", Sequences::gc);

  /** Upstream start codons. */
  public static final PerDesign UPSTREAM_STARTS =
      new PerDesign(
          "uaug",
          "number of upstream ATG; fewer load more ribosomes",
          d -> Sequences.upstreamStarts(d));

  @Override
  public double[] of(List<String> designs) {
    return designs.stream().mapToDouble(formula).toArray();
  }
}
