package dev.lodestar.bench.paper;

import dev.lodestar.run.SetSummary;
import dev.lodestar.run.report.Quantiles;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one row of the table came to, over all seeds.
 *
 * @param contender the method
 * @param label its settings in short
 * @param runs one summary a seed
 * @param rows the designs of all seeds
 */
record Result(Contender contender, String label, List<SetSummary> runs, DesignRows rows) {
  Result {
    runs = List.copyOf(runs);
  }

  Bootstrap.Estimate guiding(double p) {
    return Bootstrap.quantile(rows.guiding(), rows.families(), p);
  }

  Bootstrap.Estimate heldOut(double p) {
    return Bootstrap.quantile(rows.heldOut(), rows.families(), p);
  }

  double guidingMedian() {
    return Quantiles.median(rows.guiding());
  }

  double heldOutMedian() {
    return Quantiles.median(rows.heldOut());
  }

  /** The difference of the held-out medians of this and another. */
  Bootstrap.Estimate above(Result other) {
    return Bootstrap.difference(
        rows.heldOut(), rows.families(), other.rows.heldOut(), other.rows.families());
  }

  /**
   * The share of what the guiding score gained over the pre-trained model that the held-out scorer
   * confirms; NaN where nothing was gained.
   */
  double kept(Result pretrained) {
    double gain = guidingMedian() - pretrained.guidingMedian();
    return gain > 0 ? (heldOutMedian() - pretrained.heldOutMedian()) / gain : Double.NaN;
  }

  /** The held-out gain over the pre-trained model, in units of another's; NaN where it has none. */
  double gainOf(Result yardstick, Result pretrained) {
    double gain = yardstick.heldOutMedian() - pretrained.heldOutMedian();
    return gain > 0 ? (heldOutMedian() - pretrained.heldOutMedian()) / gain : Double.NaN;
  }

  /** A number of the runs, averaged over the seeds. */
  double mean(ToDoubleFunction<SetSummary> of) {
    return runs.stream().mapToDouble(of).average().orElse(Double.NaN);
  }

  /** A count of the runs a design. */
  double each(ToDoubleFunction<SetSummary> of) {
    return runs.stream().mapToDouble(of).sum() / runs.stream().mapToInt(SetSummary::designs).sum();
  }
}
