package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Numbers of one set, and how the page draws it.
 *
 * @param name the set's name
 * @param ink class that gives the set's colour, the same in every chart
 * @param values one a design; not finite where there is none
 */
record Sample(String name, String ink, double[] values) {
  /** Colours for sets of no fixed role. */
  private static final int OTHERS = 4;

  /** One number a design out of every set, in the sets' order. */
  static List<Sample> of(List<ScoreSet> sets, Function<ScoreSet, double[]> values) {
    List<String> inks = inks(sets);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      samples.add(new Sample(sets.get(i).name(), inks.get(i), values.apply(sets.get(i))));
    }
    return List.copyOf(samples);
  }

  /** The sets' colour classes: one a role, and a cycle for the rest. */
  static List<String> inks(List<ScoreSet> sets) {
    List<String> inks = new ArrayList<>();
    int others = 0;
    for (ScoreSet set : sets) {
      inks.add(
          switch (set.role()) {
            case DESIGNS -> "designs";
            case BEST_OF_N -> "best";
            case PRETRAINED -> "pretrained";
            case OTHER -> "other" + others++ % OTHERS;
          });
    }
    return inks;
  }

  /** All finite numbers of several sets, ascending. */
  static double[] pooled(List<Sample> samples) {
    return Quantiles.sorted(
        samples.stream().flatMapToDouble(s -> Arrays.stream(s.values())).toArray());
  }

  /** Whether two judgements are plainly on one scale: their ranges share 30 % or more. */
  static boolean sameScale(double[] sortedA, double[] sortedB) {
    if (sortedA.length == 0 || sortedB.length == 0) {
      return false;
    }
    double lastA = sortedA[sortedA.length - 1];
    double lastB = sortedB[sortedB.length - 1];
    double shared = Math.min(lastA, lastB) - Math.max(sortedA[0], sortedB[0]);
    double union = Math.max(lastA, lastB) - Math.min(sortedA[0], sortedB[0]);
    return union == 0 || shared / union >= 0.3;
  }

  boolean isEmpty() {
    return Quantiles.sorted(values).length == 0;
  }

  /** Width of a label in the drawing's coordinates: a guess on the wide side. */
  static double textWidth(String text) {
    return text.length() * 7.8;
  }
}
