package dev.lodestar.run.report;

import dev.lodestar.run.report.ReportData.DesignRow;
import dev.lodestar.run.report.ReportData.SetMetricRow;
import dev.lodestar.run.report.ReportData.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What the numbers of a run say against believing them, in sentences. */
public final class Findings {
  /** Below this effective sample size, as a share, weights rest on few particles. */
  static final double ESS = 0.05;

  /** Below this share of different designs a run has collapsed. */
  static final double DISTINCT = 0.9;

  /** Below this share of the pre-trained model's diversity a run has collapsed. */
  static final double DIVERSITY = 0.75;

  /** Where diversity is not known: below this share of starts with descendants it has. */
  static final double STARTS = 0.1;

  /** Below this share of the guiding gain, the held-out gain does not bear it out. */
  static final double HELD_OUT = 0.5;

  private Findings() {}

  /**
   * The warnings that follow from scores and designs alone: collapse, over-optimisation, designs
   * unlike the pre-trained model's, no gain over best-of-N, designs that were not scored.
   *
   * @param sets the designs and what they are compared with
   */
  public static List<Warning> of(List<ScoreSet> sets, List<DesignRow> designs) {
    return of(sets, List.of(), designs);
  }

  /** The warnings that follow from all a report shows. */
  public static List<Warning> of(ReportData data) {
    return of(data.sets(), data.setMetrics(), data.designs().rows(), data.heading().comparable());
  }

  /** The same with judgements of whole sets, of which the diversity counts. */
  public static List<Warning> of(
      List<ScoreSet> sets, List<SetMetricRow> setMetrics, List<DesignRow> designs) {
    return of(sets, setMetrics, designs, true);
  }

  private static List<Warning> of(
      List<ScoreSet> sets,
      List<SetMetricRow> setMetrics,
      List<DesignRow> designs,
      boolean comparable) {
    List<Warning> found = new ArrayList<>();
    fewDifferent(designs).ifPresent(found::add);
    collapse(sets, setMetrics).ifPresent(found::add);
    thinWeights(sets).ifPresent(found::add);
    // a held-out score of another property says nothing of the guiding one's errors
    if (comparable) {
      overOptimisation(sets).ifPresent(found::add);
      unconfirmed(sets).ifPresent(found::add);
    }
    Drift.of(sets).ifPresent(found::add);
    noGain(sets).ifPresent(found::add);
    unscored(designs).ifPresent(found::add);
    return List.copyOf(found);
  }

  /** Says that a budget ended the run early. */
  public static Warning budgetEnded(String which, int made, int wanted) {
    return new Warning(
        "The budget ended the run",
        "%s. %s of the %s designs wanted were made; the last of them were finished by the model's clean guess, without steering. Raise the budget, or ask for fewer designs."
            .formatted(sentence(which), Numbers.count(made), Numbers.count(wanted)));
  }

  /** Says that scorer calls failed. */
  public static Warning scorerFailed(long failures, long calls, String firstCause) {
    return new Warning(
        "Scorer calls failed",
        "%s of %s scorer calls gave no score; the first because: %s. Candidates without a score were not chosen, so the result leans towards what the scorer can digest."
            .formatted(Numbers.count(failures), Numbers.count(calls), firstCause));
  }

  private static String sentence(String text) {
    String trimmed = text.strip();
    return trimmed.isEmpty()
        ? "A budget is used up"
        : trimmed.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
            + trimmed.substring(1).replaceAll("\\.$", "");
  }

  private static Optional<Warning> fewDifferent(List<DesignRow> designs) {
    long distinct = designs.stream().map(DesignRow::design).distinct().count();
    if (designs.size() < 2 || distinct >= DISTINCT * designs.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new Warning(
            "Few different designs",
            "Only %s of %s designs differ, so medians describe few of them. Resample less often, raise the temperature, or use a method that keeps designs apart, such as svdd."
                .formatted(Numbers.count(distinct), Numbers.count(designs.size()))));
  }

  private static Optional<Warning> collapse(List<ScoreSet> sets, List<SetMetricRow> setMetrics) {
    Optional<ScoreSet> designs = first(sets, ScoreSet.Role.DESIGNS);
    if (designs.isEmpty() || designs.get().size() < 2) {
      return Optional.empty();
    }
    double starts = designs.get().health().starts();
    double own = diversity(sets, setMetrics, ScoreSet.Role.DESIGNS);
    double usual = diversity(sets, setMetrics, ScoreSet.Role.PRETRAINED);
    boolean known = !Double.isNaN(own) && !Double.isNaN(usual);
    if (known ? !(own < DIVERSITY * usual) : !(starts < STARTS)) {
      return Optional.empty();
    }
    String alike =
        known
            ? "Diversity is %s, against %s of the pre-trained model. "
                .formatted(Numbers.text(own), Numbers.text(usual))
            : "";
    String few =
        starts < 1
            ? "Only %s of the designs begun have descendants among those made. "
                .formatted(Numbers.percent(starts))
            : "";
    return Optional.of(
        new Warning(
            "The population collapsed",
            alike
                + few
                + "The designs are variations of few; medians describe those, not many"
                + " different ones. Replace or resample less, raise alpha, take a smaller width,"
                + " or use a method that keeps designs apart, such as svdd."));
  }

  private static double diversity(
      List<ScoreSet> sets, List<SetMetricRow> setMetrics, ScoreSet.Role role) {
    for (SetMetricRow row : setMetrics) {
      if (row.name().toLowerCase(Locale.ROOT).contains("diversity")) {
        for (int i = 0; i < sets.size(); i++) {
          if (sets.get(i).role() == role) {
            return row.values().get(i);
          }
        }
      }
    }
    return Double.NaN;
  }

  private static Optional<Warning> thinWeights(List<ScoreSet> sets) {
    return first(sets, ScoreSet.Role.DESIGNS)
        .map(ScoreSet::health)
        .filter(h -> h.ess() < ESS)
        .map(
            h ->
                new Warning(
                    "The weights rest on few particles",
                    "At its lowest the effective sample size is %s of the population, so that few particles speak for all, and log Z and whatever is averaged is unsure. Raise alpha, take more particles (run.group), or a method that needs no weights, such as svdd."
                        .formatted(Numbers.percent(h.ess()))));
  }

  /** What steering gains beyond best-of-N, and the held-out scorer takes back. */
  private static Optional<Warning> unconfirmed(List<ScoreSet> sets) {
    Optional<ScoreSet> designs = first(sets, ScoreSet.Role.DESIGNS);
    Optional<ScoreSet> best = first(sets, ScoreSet.Role.BEST_OF_N);
    if (designs.isEmpty() || best.isEmpty()) {
      return Optional.empty();
    }
    double guiding = gain(designs.get().guiding(), best.get().guiding());
    double heldOut = Quantiles.median(designs.get().heldOut());
    Quantiles.Interval other = interval(best.get().heldOut());
    Quantiles.Interval own = interval(designs.get().heldOut());
    if (!(guiding > 0) || !(own.high() < other.low())) {
      return Optional.empty();
    }
    return Optional.of(
        new Warning(
            "The held-out score falls while the guiding score rises",
            "Against %s at the same budget the median is %s higher for the scorer that guided, and %s lower for the one that did not: steering found what the guiding scorer gets wrong. Steer less (a smaller width, an alpha above 0), guide by several scorers, or take %s."
                .formatted(
                    best.get().name(),
                    Numbers.text(guiding),
                    Numbers.text(Quantiles.median(best.get().heldOut()) - heldOut),
                    best.get().name())));
  }

  private static Quantiles.Interval interval(double[] values) {
    return Quantiles.interval(values, 0.5, 0.95);
  }

  private static Optional<Warning> overOptimisation(List<ScoreSet> sets) {
    Optional<ScoreSet> designs = first(sets, ScoreSet.Role.DESIGNS);
    Optional<ScoreSet> base = first(sets, ScoreSet.Role.PRETRAINED);
    if (designs.isEmpty() || base.isEmpty()) {
      return Optional.empty();
    }
    double guiding = gain(designs.get().guiding(), base.get().guiding());
    double heldOut = gain(designs.get().heldOut(), base.get().heldOut());
    // A gain smaller than the pre-trained model's own spread is too little to divide by.
    double spread =
        Quantiles.of(base.get().guiding(), 0.75) - Quantiles.of(base.get().guiding(), 0.25);
    if (!(guiding > spread / 2) || !(heldOut < HELD_OUT * guiding)) {
      return Optional.empty();
    }
    return Optional.of(
        new Warning(
            "The guiding score is over-optimised",
            "Over the pre-trained model the median rose by %s for the scorer that guided, but by %s for the one that did not. Part of the gain fits the guiding scorer's errors and will not hold outside it. Steer less (fewer children, a higher temperature) or guide by several scorers."
                .formatted(Numbers.text(guiding), Numbers.text(heldOut))));
  }

  private static Optional<Warning> noGain(List<ScoreSet> sets) {
    Optional<ScoreSet> designs = first(sets, ScoreSet.Role.DESIGNS);
    Optional<ScoreSet> best = first(sets, ScoreSet.Role.BEST_OF_N);
    if (designs.isEmpty()
        || best.isEmpty()
        || !(gain(designs.get().guiding(), best.get().guiding()) <= 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new Warning(
            "No better than " + best.get().name(),
            "At the same budget, drawing from the pre-trained model and keeping the best gives a median of %s against %s here. The method's settings do not pay for themselves on this task."
                .formatted(
                    Numbers.text(Quantiles.median(best.get().guiding())),
                    Numbers.text(Quantiles.median(designs.get().guiding())))));
  }

  private static Optional<Warning> unscored(List<DesignRow> designs) {
    List<DesignRow> out = designs.stream().filter(d -> !d.feasible()).toList();
    if (out.isEmpty()) {
      return Optional.empty();
    }
    String reason =
        out.stream().map(DesignRow::reason).filter(r -> !r.isBlank()).findFirst().orElse("unknown");
    return Optional.of(
        new Warning(
            "Designs without a score",
            "%s of %s designs are infeasible or could not be scored; the first because: %s. They stand in the table but in no distribution."
                .formatted(Numbers.count(out.size()), Numbers.count(designs.size()), reason)));
  }

  private static Optional<ScoreSet> first(List<ScoreSet> sets, ScoreSet.Role role) {
    return sets.stream().filter(Objects::nonNull).filter(s -> s.role() == role).findFirst();
  }

  private static double gain(double[] values, double[] base) {
    return Quantiles.median(values) - Quantiles.median(base);
  }
}
