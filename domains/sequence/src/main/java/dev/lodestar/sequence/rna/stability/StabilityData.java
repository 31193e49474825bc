package dev.lodestar.sequence.rna.stability;

import dev.lodestar.core.task.Progress;
import dev.lodestar.sequence.data.Clusters;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.rna.Ensemble;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Measured RNAs as regressions take them.
 *
 * @param x features of the measured part, folded with all of the RNA; a row each
 * @param y rates
 * @param libraries RNAs of one length were measured together, and have a number together
 * @param lengths of the libraries' RNAs, by their number
 * @param clusters RNAs whose designed parts share a 16-mer, directly or through others, have one
 *     number
 */
record StabilityData(
    double[][] x, double[] y, int[] libraries, List<Integer> lengths, int[] clusters) {
  static final Set<Part> GUIDING = EnumSet.of(Part.GUIDING, Part.GUIDING_VALIDATION);
  static final Set<Part> HELD_OUT = EnumSet.of(Part.HELD_OUT, Part.HELD_OUT_VALIDATION);
  static final Set<Part> TEST = EnumSet.of(Part.TEST);

  /**
   * How a regression does on some rows, the libraries' mean levels taken from both the rates and
   * the predictions.
   *
   * @param rows number of RNAs
   * @param r2 share of the variance explained
   * @param rho rank correlation
   */
  record Judgement(int rows, double r2, double rho) {}

  static StabilityData of(List<Degradation> rows, Features features, Progress progress) {
    List<Integer> lengths =
        rows.stream().map(r -> r.sequence().length()).distinct().sorted().toList();
    double[][] x = new double[rows.size()][];
    for (int i = 0; i < x.length; i++) {
      Degradation row = rows.get(i);
      x[i] = features.of(row.sequence(), Ensemble.of(row.sequence()), row.scored());
      progress.step(i + 1, x.length, "RNAs folded");
    }
    return new StabilityData(
        x,
        rows.stream().mapToDouble(Degradation::rate).toArray(),
        rows.stream().mapToInt(r -> lengths.indexOf(r.sequence().length())).toArray(),
        lengths,
        Clusters.of(rows.stream().map(Degradation::designed).toList(), Split.KMER));
  }

  /** Whole clusters drawn to parts: for each row its part. */
  Part[] split(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, Part> drawn = new HashMap<>();
    return IntStream.of(clusters)
        .mapToObj(c -> drawn.computeIfAbsent(c, any -> Split.draw(random)))
        .toArray(Part[]::new);
  }

  /** The rows of some parts. */
  StabilityData select(Part[] parts, Set<Part> wanted) {
    return select(i -> wanted.contains(parts[i]));
  }

  /** The rows of one library. */
  StabilityData library(int number) {
    return select(i -> libraries[i] == number);
  }

  private StabilityData select(IntPredicate wanted) {
    int[] rows = IntStream.range(0, y.length).filter(wanted).toArray();
    return new StabilityData(
        IntStream.of(rows).mapToObj(i -> x[i]).toArray(double[][]::new),
        IntStream.of(rows).mapToDouble(i -> y[i]).toArray(),
        IntStream.of(rows).map(i -> libraries[i]).toArray(),
        lengths,
        IntStream.of(rows).map(i -> clusters[i]).toArray());
  }

  LinearFit fit(double penalty) {
    return LinearFit.of(x, y, libraries, penalty);
  }

  Judgement judge(LinearFit fit) {
    double[][] both = new double[y.length][];
    for (int i = 0; i < both.length; i++) {
      both[i] = new double[] {y[i], fit.of(x[i])};
    }
    LinearFit.centre(both, libraries);
    double[] measured = IntStream.range(0, y.length).mapToDouble(i -> both[i][0]).toArray();
    double[] predicted = IntStream.range(0, y.length).mapToDouble(i -> both[i][1]).toArray();
    return new Judgement(
        y.length,
        Accuracy.R_SQUARED.of(measured, predicted),
        Accuracy.SPEARMAN.of(measured, predicted));
  }
}
