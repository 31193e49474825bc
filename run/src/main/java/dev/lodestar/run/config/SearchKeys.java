package dev.lodestar.run.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * The parameters of methods that pass the noise levels many times, in the table {@code [decoder]}.
 */
final class SearchKeys {
  static final Key<String> INNER =
      Key.of(
          "decoder",
          "inner",
          Type.choice(
              Stream.concat(PerDesignMethods.ALL.stream(), PopulationMethods.ALL.stream())
                  .map(MethodInfo::name)
                  .toList()),
          "svdd",
          "the method of each pass; its parameters are given beside");
  static final Key<Integer> ROUNDS =
      Key.of("decoder", "rounds", Type.whole(1, 100_000), 10, "rounds of the search");
  static final Key<Double> NOISE =
      Key.of(
          "decoder",
          "noise",
          Type.number(1e-6, 1),
          0.1,
          "share of the noise levels that a round goes back, at most");
  static final Key<String> SURVIVAL =
      Key.of(
          "decoder",
          "survival",
          Type.choice(List.of("resampled", "better", "distinct", "newest")),
          "resampled",
          "what goes into the next round: draws across the group by exp(reward/survival-alpha), the"
              + " better of a design and its refinement, the best of all these with no design twice in the run, or"
              + " the refinement whatever it is worth");
  static final Key<Double> SURVIVAL_ALPHA =
      Key.of(
          "decoder",
          "survival-alpha",
          Type.number(1e-6, 1e6),
          0.2,
          "temperature, in reward units, of survival = \"resampled\"");
  static final Key<Integer> NEIGHBOURS =
      Key.of("decoder", "neighbours", Type.whole(1, 10_000), 4, "passes a round");
  static final Key<Double> DISTANCE =
      Key.of(
          "decoder",
          "distance",
          Type.number(1e-6, 1),
          1.0,
          "of a neighbour's noise from the best so far; 1 is random search, less is zero-order"
              + " search");
  static final Key<Integer> PATHS =
      Key.of("decoder", "paths", Type.whole(1, 1000), 2, "paths a design");
  static final Key<Integer> COPIES =
      Key.of("decoder", "copies", Type.whole(1, 1000), 4, "noised copies of each path");
  static final Key<Double> FORWARD =
      Key.of(
          "decoder",
          "forward",
          Type.number(0, 1),
          0.1,
          "share of the noise levels that a copy goes up");
  static final Key<Double> BACKWARD =
      Key.of(
          "decoder",
          "backward",
          Type.number(1e-6, 1),
          0.2,
          "share of the noise levels that it then falls below where it came from");
  static final Key<Integer> ROLL_OUTS =
      Key.of("decoder", "roll-outs", Type.whole(1, 1_000_000), 64, "roll-outs a tree");
  static final Key<Integer> BATCH =
      Key.of(
          "decoder",
          "batch",
          Type.whole(1, 10_000),
          8,
          "roll-outs of a tree that are under way together");
  static final Key<Integer> BRANCHES =
      Key.of(
          "decoder",
          "branches",
          Type.whole(1, 10_000),
          5,
          "noise levels at which a tree branches, evenly spaced from the highest");
  static final Key<Double> WIDENING =
      Key.of(
          "decoder",
          "widening",
          Type.number(1e-6, 1e6),
          2.0,
          "C of C*N^a, the children that a node visited N times may have");
  static final Key<Double> EXPONENT =
      Key.of("decoder", "exponent", Type.number(1e-6, 1), 0.8, "a of C*N^a");
  static final Key<Double> EVEN =
      Key.of(
          "decoder",
          "even",
          Type.number(0, 1),
          0.0,
          "share of the choices on a roll-out's way that are made evenly, which corrects unlucky"
              + " first visits");
  static final Key<Double> EXPLORATION =
      Key.of(
          "decoder",
          "exploration",
          Type.number(0, 1e6),
          1.0,
          "c of the upper confidence bound value + c*sqrt(ln N/n), in reward units");

  static final List<Key<?>> ALL =
      List.of(
          INNER,
          ROUNDS,
          NOISE,
          SURVIVAL,
          SURVIVAL_ALPHA,
          NEIGHBOURS,
          DISTANCE,
          PATHS,
          COPIES,
          FORWARD,
          BACKWARD,
          ROLL_OUTS,
          BATCH,
          BRANCHES,
          WIDENING,
          EXPONENT,
          EVEN,
          EXPLORATION);

  private SearchKeys() {}
}
