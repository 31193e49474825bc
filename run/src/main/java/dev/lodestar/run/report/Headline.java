package dev.lodestar.run.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The result of a run in one sentence. */
public final class Headline {
  private Headline() {}

  /**
   * Such as "64 designs: median MRL 8.10 (pretrained 5.92, best-of-6 6.81 at the same budget);
   * held-out median 7.61 (pretrained 5.88, best-of-6 6.40)."
   */
  public static String of(ReportData data) {
    Optional<ScoreSet> designs = data.set(ScoreSet.Role.DESIGNS);
    if (designs.isEmpty() || designs.get().size() == 0) {
      return "No designs.";
    }
    int n = designs.get().size();
    StringBuilder text =
        new StringBuilder(Numbers.count(n)).append(n == 1 ? " design" : " designs");
    text.append(": ").append(n == 1 ? "" : "median ").append(data.heading().score()).append(' ');
    text.append(Numbers.text(Quantiles.median(designs.get().guiding())));
    text.append(others(data.sets(), true));
    if (Arrays.stream(designs.get().heldOut()).anyMatch(Double::isFinite)) {
      text.append("; held-out ").append(n == 1 ? "" : "median ");
      text.append(Numbers.text(Quantiles.median(designs.get().heldOut())));
      text.append(others(data.sets(), false));
    }
    return text.append('.').toString();
  }

  private static String others(List<ScoreSet> sets, boolean guiding) {
    StringBuilder text = new StringBuilder();
    for (ScoreSet set : sets) {
      boolean baseline =
          set.role() == ScoreSet.Role.PRETRAINED || set.role() == ScoreSet.Role.BEST_OF_N;
      double median = Quantiles.median(guiding ? set.guiding() : set.heldOut());
      if (baseline && Double.isFinite(median)) {
        text.append(text.isEmpty() ? " (" : ", ").append(set.name()).append(' ');
        text.append(Numbers.text(median));
        text.append(guiding && set.role() == ScoreSet.Role.BEST_OF_N ? " at the same budget" : "");
      }
    }
    return text.isEmpty() ? "" : text + ")";
  }
}
