package dev.lodestar.run;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.run.report.Health;
import dev.lodestar.run.report.ScoreSet;
import java.util.Map;
import java.util.Objects;

/**
 * One set of designs in numbers. NaN marks what does not exist.
 *
 * @param name such as {@code designs} or {@code best-of-6}
 * @param role what the set is in the comparison
 * @param designs how many
 * @param distinct how many different ones
 * @param guiding the guiding scores
 * @param heldOut the scores of the scorer that did not guide
 * @param metrics medians of the single designs' metrics, by name
 * @param setMetrics judgements of the whole set, by name
 * @param spent what making the set cost
 * @param health how the set came about
 */
public record SetSummary(
    String name,
    ScoreSet.Role role,
    int designs,
    int distinct,
    Quantiles guiding,
    Quantiles heldOut,
    Map<String, Double> metrics,
    Map<String, Double> setMetrics,
    Meter.Spent spent,
    Health health) {
  public SetSummary {
    // summaries of earlier versions have none
    health = Objects.requireNonNullElse(health, Health.UNKNOWN);
  }

  /**
   * A column of numbers in short.
   *
   * @param median half of the finite numbers lie above
   * @param top a tenth of them lies above
   * @param best the largest
   * @param missing rows without a number
   */
  public record Quantiles(double median, double top, double best, int missing) {
    static Quantiles of(double[] x) {
      double[] sorted = Numbers.finite(x);
      return new Quantiles(
          Numbers.quantile(sorted, 0.5),
          Numbers.quantile(sorted, 0.9),
          Numbers.quantile(sorted, 1),
          x.length - sorted.length);
    }
  }
}
