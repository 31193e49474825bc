package dev.lodestar.torch;

import dev.lodestar.core.value.TokenValueNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How well a value predicts final scores within a stretch of times.
 *
 * @param bin of {@link #BINS} equal ones, from the data
 * @param learned R² of the value
 * @param guessed R² of the score of the clean guess, the prediction that needs no training
 * @param reachable R² of the true value: the share of the variance that two ends of one state have
 *     in common
 */
record ValueJudgement(int bin, double learned, double guessed, double reachable) {
  static final int BINS = 4;

  /**
   * @param seen states with two ends each
   * @param worst what an end without a score counts as
   */
  static List<ValueJudgement> of(TokenValueNet net, TokenRollOuts.Seen seen, double worst) {
    ValueData data = seen.data(worst);
    double[] others = TokenRollOuts.Seen.column(seen.others(), worst);
    double[] guessed = TokenRollOuts.Seen.column(seen.guessed(), worst);
    double[] learned = new double[data.size()];
    for (int i = 0; i < learned.length; i++) {
      int[] state = data.states()[i];
      learned[i] = net.values(state, 1, state.length, data.times()[i])[0];
    }
    List<ValueJudgement> out = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      int bin = b;
      int[] rows =
          IntStream.range(0, learned.length)
              .filter(i -> Math.min(BINS - 1, (int) (data.times()[i] * BINS)) == bin)
              .toArray();
      Ends ends = new Ends(rows, data.targets(), others);
      out.add(
          new ValueJudgement(
              bin, ends.explained(learned), ends.explained(guessed), ends.inCommon()));
    }
    return out;
  }

  /** Two ends of each state, which stand for each other. */
  private record Ends(int[] rows, double[] one, double[] other) {
    private double mean() {
      return IntStream.of(rows).mapToDouble(i -> (one[i] + other[i]) / 2).average().orElse(0);
    }

    private double spread() {
      double mean = mean();
      return IntStream.of(rows)
          .mapToDouble(i -> (square(one[i] - mean) + square(other[i] - mean)) / 2)
          .sum();
    }

    double explained(double[] said) {
      double residual =
          IntStream.of(rows)
              .mapToDouble(i -> (square(one[i] - said[i]) + square(other[i] - said[i])) / 2)
              .sum();
      return 1 - residual / spread();
    }

    double inCommon() {
      double mean = mean();
      return IntStream.of(rows).mapToDouble(i -> (one[i] - mean) * (other[i] - mean)).sum()
          / spread();
    }

    private static double square(double x) {
      return x * x;
    }
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "| %.2f to %.2f | %.3f | %.3f | %.3f |",
        (double) bin / BINS,
        (bin + 1.0) / BINS,
        learned,
        guessed,
        reachable);
  }
}
