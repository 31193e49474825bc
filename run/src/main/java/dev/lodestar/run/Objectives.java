package dev.lodestar.run;

import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.ParetoFronts;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.report.Quantiles;
import dev.lodestar.run.report.ScoreSet;
import dev.lodestar.run.report.TradeOff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run's reward taken apart: its components as objectives of their own, and which designs no other
 * one beats in all of them.
 *
 * @param names of the components, at least two
 * @param less whether little of a component is wanted, in their order
 * @param fronts the designs' Pareto fronts, from 1; 0 where a design lacks a score
 */
record Objectives(List<String> names, List<Boolean> less, int[] fronts) {
  /** The column's name. */
  static final String COLUMN = "pareto";

  /** Of a run's designs; empty where one component is all there is. */
  static <D> Optional<Objectives> of(RunPlan plan, Task<?, D> task, Finished<D> designs) {
    List<Component<D>> components = plan.reward().components(task);
    if (components.size() < 2) {
      return Optional.empty();
    }
    List<Boolean> less = components.stream().map(Component::offTarget).toList();
    return Optional.of(
        new Objectives(
            components.stream().map(Component::name).toList(),
            less,
            ParetoFronts.of(points(designs, less))));
  }

  /** Transformed scores, one row a design, turned so that higher is better. */
  private static double[][] points(Finished<?> set, List<Boolean> less) {
    return set.rows().stream()
        .map(
            row ->
                IntStream.range(0, less.size())
                    .mapToDouble(c -> row.parts().get(2 * c) * (less.get(c) ? -1 : 1))
                    .toArray())
        .toArray(double[][]::new);
  }

  /** The designs' column. */
  DesignsTable.Column column() {
    return new DesignsTable.Column(
        COLUMN, Arrays.stream(fronts).mapToObj(f -> f == 0 ? "" : Integer.toString(f)).toList());
  }

  /** What the report draws. */
  TradeOff tradeOff(List<? extends Finished<?>> sets) {
    List<TradeOff.Objective> out = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int column = 2 * c;
      out.add(
          new TradeOff.Objective(
              names.get(c),
              less.get(c),
              sets.stream().map(s -> s.column(r -> r.parts().get(column))).toList()));
    }
    return new TradeOff(out, fronts);
  }

  /** The fronts in numbers, for {@code summary.json}. */
  Map<String, Object> summary(List<? extends Finished<?>> sets) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("objectives", names);
    out.put("nonDominated", Arrays.stream(fronts).filter(f -> f == 1).count());
    area(sets).ifPresent(area -> out.put("areaAbovePretrainedMedians", area));
    return out;
  }

  /** What two objectives dominate above the medians of the pre-trained model's designs. */
  private Optional<Double> area(List<? extends Finished<?>> sets) {
    return sets.stream()
        .filter(s -> names.size() == 2 && s.phase().role() == ScoreSet.Role.PRETRAINED)
        .findFirst()
        .map(s -> medians(points(s, less)))
        .filter(m -> Arrays.stream(m).allMatch(Double::isFinite))
        .map(m -> ParetoFronts.area(points(sets.get(0), less), m));
  }

  private static double[] medians(double[][] points) {
    return IntStream.range(0, 2)
        .mapToDouble(c -> Quantiles.median(Arrays.stream(points).mapToDouble(p -> p[c]).toArray()))
        .toArray();
  }
}
