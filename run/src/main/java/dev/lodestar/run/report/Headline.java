package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of a run in one sentence. */
public final class Headline {
  private Headline() {}

  /** A piece of the sentence; asides compare, and may be printed lighter. */
  record Part(String text, boolean aside) {}

  /**
   * Such as "64 designs: median MRL 8.10 (best-of-6 6.81 at the same budget, pretrained 5.92);
   * held-out median 7.61 (best-of-6 6.40, pretrained 5.88)."
   */
  public static String of(ReportData data) {
    return parts(data).stream().map(Part::text).collect(Collectors.joining());
  }

  static List<Part> parts(ReportData data) {
    Optional<ScoreSet> designs = data.set(ScoreSet.Role.DESIGNS);
    if (designs.isEmpty() || designs.get().size() == 0) {
      return List.of(new Part("No designs.", false));
    }
    int n = designs.get().size();
    String median = n == 1 ? "" : "median ";
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part(
            Numbers.count(n)
                + (n == 1 ? " design: " : " designs: ")
                + median
                + data.heading().score()
                + " "
                + Numbers.text(Quantiles.median(designs.get().guiding())),
            false));
    parts.add(new Part(others(data.sets(), true), true));
    if (Arrays.stream(designs.get().heldOut()).anyMatch(Double::isFinite)) {
      double heldOut = Quantiles.median(designs.get().heldOut());
      parts.add(new Part("; held-out " + median + Numbers.text(heldOut), false));
      parts.add(new Part(others(data.sets(), false), true));
    }
    parts.add(new Part(".", false));
    return parts;
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
