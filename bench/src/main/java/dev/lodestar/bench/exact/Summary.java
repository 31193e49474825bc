package dev.lodestar.bench.exact;

import dev.lodestar.bench.exact.ExactBenchmark.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One row a method: what it claims, whether that held, and how far off it is on every landscape.
 *
 * @param landscapes their names
 * @param rows in the methods' order
 */
public record Summary(List<String> landscapes, List<Row> rows) {

  /**
   * A method.
   *
   * @param places for every landscape the largest size under the posterior mean; empty where the
   *     method was not measured there
   */
  record Row(Entrant entrant, Verdict verdict, List<Optional<Measured>> places) {}

  static Summary of(List<Comparison> comparisons) {
    List<Row> rows = new ArrayList<>();
    for (Entrant entrant : Entrants.ALL) {
      List<Optional<Measured>> places = new ArrayList<>();
      for (Comparison c : comparisons) {
        places.add(
            c.measured().stream()
                .filter(m -> m.entrant() == entrant && m.worth() == Worth.POSTERIOR_MEAN)
                .max(Comparator.comparingInt(Measured::size)));
      }
      if (places.stream().anyMatch(Optional::isPresent)) {
        rows.add(new Row(entrant, Verdict.of(entrant, comparisons), places));
      }
    }
    List<String> names = comparisons.stream().map(c -> c.world().landscape().name()).toList();
    return new Summary(names, rows);
  }

  /** Heads of the columns. */
  List<String> heads() {
    List<String> out =
        new ArrayList<>(List.of("method", "claims unbiased", "verdict", "worst check"));
    for (String name : landscapes) {
      out.add(name + ": bias of E[r]");
      out.add(name + ": log Z error");
      out.add(name + ": TV");
    }
    return out;
  }

  /** The cells of a row. */
  List<String> cells(Row row) {
    List<String> out =
        new ArrayList<>(
            List.of(
                row.entrant().name(),
                row.entrant().claim().text(),
                row.verdict().text(),
                row.verdict().evidence()));
    for (Optional<Measured> place : row.places()) {
      out.add(place.map(m -> bias(m.reward())).orElse("–"));
      out.add(place.filter(m -> m.z().known()).map(m -> number(m.logZ())).orElse("–"));
      out.add(place.map(m -> number(m.marginal())).orElse("–"));
    }
    return out;
  }

  private static String bias(Measured.Estimate e) {
    return String.format(Locale.ROOT, "%+.3f ± %.3f", e.mean(), e.error()).replace('-', '−');
  }

  private static String number(double x) {
    return Double.isInfinite(x) ? "∞" : String.format(Locale.ROOT, "%.3f", x);
  }

  /** The table in GitHub's Markdown. */
  String markdown() {
    return markdown(heads(), rows.stream().map(this::cells).toList());
  }

  /** A table in GitHub's Markdown. */
  public static String markdown(List<String> heads, List<List<String>> rows) {
    StringBuilder out = new StringBuilder();
    line(out, heads);
    line(out, heads.stream().map(h -> "---").toList());
    rows.forEach(row -> line(out, row));
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** What came of the claims, in a sentence. */
  String sentence() {
    List<Verdict> claims =
        rows.stream().map(Row::verdict).filter(v -> v.claim() == Claim.UNBIASED).toList();
    List<String> failed =
        rows.stream().filter(r -> !r.verdict().holds()).map(r -> r.entrant().name()).toList();
    int checks = claims.stream().mapToInt(Verdict::checks).sum();
    double worst = claims.stream().mapToDouble(Verdict::worst).max().orElse(0);
    int untold = claims.stream().mapToInt(Verdict::untold).sum();
    String found =
        failed.isEmpty()
            ? "No method that claims to be unbiased, and none whose law is known, is off by more"
                + " than its Monte-Carlo error"
            : "OFF BY MORE THAN THEIR MONTE-CARLO ERROR: " + String.join(", ", failed);
    return String.format(
        Locale.ROOT,
        "%s (%d checks of %d unbiased methods; the worst is %.1f errors off, %.0f are called a"
            + " failure; in %d places the tails are too heavy to tell).",
        found,
        checks,
        claims.size(),
        worst,
        Verdict.LIMIT,
        untold);
  }

  /** Share of all checks within two Monte-Carlo errors; 95 % for normal means without bias. */
  static double withinTwo(List<Comparison> comparisons) {
    double[] off =
        comparisons.stream()
            .flatMap(c -> c.measured().stream())
            .flatMapToDouble(m -> Arrays.stream(m.checks()))
            .toArray();
    return (double) Arrays.stream(off).filter(x -> Math.abs(x) <= 2).count() / off.length;
  }
}
