package dev.lodestar.bench.paper;

import dev.lodestar.run.report.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the paper's order holds on a task's held-out score, link by link: SVDD-R ≥ SVDD-PM >
 * best-of-N > pretrained.
 */
final class PaperOrder {
  /** How a link came out. */
  enum Verdict {
    HOLDS("holds"),
    UNDECIDED("undecided"),
    FAILS("does not hold"),
    MISSING("cannot be told");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * One link.
   *
   * @param name such as {@code SVDD-PM > best-of-N}
   * @param verdict how it came out
   * @param reason the figures, and why where it does not hold
   */
  record Link(String name, Verdict verdict, String reason) {}

  private final TaskTable table;

  PaperOrder(TaskTable table) {
    this.table = table;
  }

  /** The links of the order, best-of-N once for each budget it shares with SVDD-PM. */
  List<Link> links() {
    List<Link> out = new ArrayList<>();
    out.add(link(Contender.SVDD_R, Contender.SVDD_PM, true));
    out.add(link(Contender.SVDD_PM, Contender.BEST_OF_N, false));
    out.add(link(Contender.SVDD_PM, Contender.BEST_OF_N_CALLS, false));
    out.add(link(Contender.BEST_OF_N, Contender.PRETRAINED, false));
    return out;
  }

  /** The order as a whole, against the best-of-N of one budget. */
  Verdict against(Contender bestOfN) {
    List<Link> links = new ArrayList<>(links());
    links.removeIf(l -> l.name().equals(name(Contender.SVDD_PM, other(bestOfN), false)));
    return links.stream().map(Link::verdict).max(Verdict::compareTo).orElse(Verdict.MISSING);
  }

  private static Contender other(Contender bestOfN) {
    return bestOfN == Contender.BEST_OF_N ? Contender.BEST_OF_N_CALLS : Contender.BEST_OF_N;
  }

  private static String name(Contender above, Contender below, boolean orEqual) {
    return above.title() + (orEqual ? " ≥ " : " > ") + below.title();
  }

  private Link link(Contender above, Contender below, boolean orEqual) {
    String name = name(above, below, orEqual);
    Optional<Result> high = table.of(above);
    Optional<Result> low = table.of(below);
    if (high.isEmpty() || low.isEmpty()) {
      Contender missing = high.isEmpty() ? above : below;
      return new Link(name, Verdict.MISSING, missing.title() + " is not among the rows");
    }
    Bootstrap.Estimate d = high.get().above(low.get());
    if (!Double.isFinite(d.value())) {
      return new Link(name, Verdict.MISSING, "there are no held-out scores");
    }
    Verdict verdict =
        (orEqual ? d.value() >= 0 : d.low() > 0)
            ? Verdict.HOLDS
            : d.high() < 0 ? Verdict.FAILS : Verdict.UNDECIDED;
    String figures =
        "held-out medians differ by %s (%s to %s)"
            .formatted(Numbers.text(d.value()), Numbers.text(d.low()), Numbers.text(d.high()));
    return new Link(name, verdict, figures + doubt(verdict, d, high.get(), low.get()));
  }

  private String doubt(Verdict verdict, Bootstrap.Estimate d, Result high, Result low) {
    if (verdict == Verdict.HOLDS) {
      return "";
    }
    String undecided =
        Double.isNaN(d.low())
            ? ", and all designs of one side descend from one start"
            : ", an interval with both signs in it";
    return (verdict == Verdict.UNDECIDED ? undecided : "") + "; " + why(high, low);
  }

  private String why(Result above, Result below) {
    double guiding = above.guidingMedian() - below.guidingMedian();
    String by = Numbers.text(Math.abs(guiding));
    if (guiding <= 0) {
      return above.contender().title()
          + " does not find more at this budget either: its guiding median is "
          + (guiding == 0 ? "the same" : by + " lower");
    }
    return (table.comparable()
            ? "the guiding median is %s higher, which the held-out scorer does not clearly confirm"
            : "the guiding median is %s higher; the held-out scorer measures another property")
        .formatted(by);
  }
}
