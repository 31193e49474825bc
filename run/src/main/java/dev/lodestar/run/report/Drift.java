package dev.lodestar.run.report;

import dev.lodestar.run.report.ReportData.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;

/** Metrics in which the designs have left the range of the pre-trained model's. */
final class Drift {
  /** Fewer samples do not tell a range. */
  private static final int LEAST = 20;

  /** Share of the pre-trained model's samples that make its range. */
  private static final double RANGE = 0.98;

  /** Share of designs outside the range that is worth a word; by chance it is 1 − RANGE. */
  private static final double OUTSIDE = 0.5;

  /** A count that is above 0 for almost all designs, and for at most half of the samples. */
  private static final double ALL = 0.95;

  private Drift() {}

  static Optional<Warning> of(List<ScoreSet> sets) {
    Optional<ScoreSet> designs = set(sets, ScoreSet.Role.DESIGNS);
    Optional<ScoreSet> base = set(sets, ScoreSet.Role.PRETRAINED);
    if (designs.isEmpty() || base.isEmpty()) {
      return Optional.empty();
    }
    List<String> said = new ArrayList<>();
    for (Map.Entry<String, double[]> column : designs.get().metrics().entrySet()) {
      double[] own = Quantiles.sorted(column.getValue());
      double[] usual = Quantiles.sorted(base.get().metric(column.getKey()));
      if (own.length > 0 && usual.length >= LEAST) {
        sentence(column.getKey(), own, usual).ifPresent(said::add);
      }
    }
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Warning(
                "Unlike the pre-trained model's designs",
                String.join(" ", said)
                    + " The scorers may never have seen the like, so their numbers count for less."
                    + " Steer less (a smaller width, an alpha above 0), or add a"
                    + " [[reward.component]] that keeps what should be kept."));
  }

  private static Optional<String> sentence(String name, double[] own, double[] usual) {
    double low = Quantiles.ofSorted(usual, (1 - RANGE) / 2);
    double high = Quantiles.ofSorted(usual, (1 + RANGE) / 2);
    double outside = share(own, x -> x < low || x > high);
    if (outside > OUTSIDE) {
      return Optional.of(
          "%s of the designs have a %s outside %s to %s, where 98 %% of the pre-trained model's lie; their median is %s."
              .formatted(
                  Numbers.percent(outside),
                  name,
                  Numbers.text(low),
                  Numbers.text(high),
                  Numbers.text(Quantiles.ofSorted(own, 0.5))));
    }
    double some = share(own, x -> x > 0);
    double usually = share(usual, x -> x > 0);
    boolean count = Arrays.stream(usual).allMatch(x -> x >= 0 && x == Math.rint(x));
    if (count && some >= ALL && usually <= 0.5) {
      return Optional.of(
          "%s of the designs have a %s above 0, against %s of the pre-trained model's."
              .formatted(Numbers.percent(some), name, Numbers.percent(usually)));
    }
    return Optional.empty();
  }

  private static double share(double[] values, DoublePredicate of) {
    return Arrays.stream(values).filter(of).count() / (double) values.length;
  }

  private static Optional<ScoreSet> set(List<ScoreSet> sets, ScoreSet.Role role) {
    return sets.stream().filter(s -> s.role() == role).findFirst();
  }
}
