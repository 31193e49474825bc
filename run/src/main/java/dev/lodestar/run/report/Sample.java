package dev.lodestar.run.report;

import java.util.ArrayList;
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

  boolean isEmpty() {
    return Quantiles.sorted(values).length == 0;
  }

  /** Rough width of a label in the drawing's coordinates. */
  static double textWidth(String text) {
    return text.length() * 7;
  }
}
