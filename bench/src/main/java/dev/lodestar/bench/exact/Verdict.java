package dev.lodestar.bench.exact;

import dev.lodestar.bench.exact.ExactBenchmark.Comparison;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether what a method claims of itself held wherever it could be told.
 *
 * @param claim the claim
 * @param checks how many numbers should have been zero
 * @param worst the largest of them, in Monte-Carlo errors
 * @param untold places where the tails of Ẑ were too heavy for any verdict
 */
public record Verdict(Claim claim, int checks, double worst, int untold) {
  /**
   * Errors off zero that chance does not explain: once in 500 million checks for a normal mean, and
   * far from it for the skewed ones of a few hundred estimates of Z.
   */
  public static final double LIMIT = 6;

  static Verdict of(Entrant entrant, List<Comparison> comparisons) {
    List<Measured> places =
        comparisons.stream()
            .flatMap(c -> c.measured().stream())
            .filter(m -> m.entrant() == entrant)
            .toList();
    double[] off = places.stream().flatMapToDouble(m -> Arrays.stream(m.checks())).toArray();
    boolean unbiased = entrant.claim() == Claim.UNBIASED;
    return new Verdict(
        entrant.claim(),
        off.length,
        Arrays.stream(off).map(Math::abs).max().orElse(0),
        unbiased ? (int) places.stream().filter(Measured::heavyTailed).count() : 0);
  }

  boolean holds() {
    return worst <= LIMIT;
  }

  /** For tables. */
  String text() {
    return switch (claim) {
      case UNBIASED -> checks == 0 ? "not to be told" : holds() ? "holds" : "FAILS";
      case KNOWN_LAW -> holds() ? "follows its law" : "LEAVES ITS LAW";
      case LIMIT, NONE -> "biased";
    };
  }

  /** The worst check, and how many there were; for tables. */
  String evidence() {
    if (checks + untold == 0) {
      return "–";
    }
    String tails = untold == 0 ? "" : ", " + untold + " heavy-tailed";
    return String.format(Locale.ROOT, "%.1f σ of %d%s", worst, checks, tails);
  }
}
