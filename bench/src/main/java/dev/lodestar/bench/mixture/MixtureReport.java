package dev.lodestar.bench.mixture;

import dev.lodestar.bench.exact.Claim;
import dev.lodestar.bench.exact.Entrant;
import dev.lodestar.bench.exact.Entrants;
import dev.lodestar.bench.exact.LogChart;
import dev.lodestar.bench.exact.Report;
import dev.lodestar.bench.exact.Summary;
import dev.lodestar.bench.exact.Verdict;
import dev.lodestar.bench.exact.Worth;
import dev.lodestar.run.report.Html;
import dev.lodestar.run.report.Numbers;
import dev.lodestar.run.report.Page;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What was measured, as numbers, as Markdown and as a page. */
record MixtureReport(List<MixtureWorld> worlds, List<Reached> reached, SolverOrders orders) {
  private static final String TV = "total variation from p*, mean of numbers";
  private static final String HEAD =
      "world,method,claims_unbiased,value,size,runs,network_a_run,scorer_a_run,reward_bias,"
          + "reward_bias_error,own_law_bias,own_law_bias_error,z_bias,z_bias_error,"
          + "weighted_reward_bias,weighted_reward_bias_error,tail_shape,log_z_rmse,"
          + "marginal_tv,own_law_tv,marginal_tv_floor";

  void write(Path folder, PrintWriter out) throws IOException {
    Files.createDirectories(folder);
    List<String> lines = new ArrayList<>(List.of(HEAD));
    reached.forEach(r -> lines.add(csv(r)));
    Files.write(folder.resolve("results.csv"), lines);
    String tables =
        Summary.markdown(heads(), rows())
            + "\nSVDD's total variation from p* against its width M, over bins, what as many draws"
            + " from p* itself would show in brackets; and that of its exact law:\n\n"
            + Summary.markdown(svddHeads(), svddRows())
            + "\nSolvers, the distance W₁ of their designs from the data under a perfect"
            + " network:\n\n"
            + Summary.markdown(orders.heads(), orders.cells());
    Files.writeString(folder.resolve("table.md"), tables);
    Files.writeString(folder.resolve("report.html"), html());
    out.println();
    out.println(sentence());
    out.println("Written: results.csv, table.md and report.html in " + folder);
    out.flush();
  }

  private static String csv(Reached r) {
    double[] numbers = {
      r.network(),
      r.scorer(),
      r.reward().mean(),
      r.reward().error(),
      r.own().mean(),
      r.own().error(),
      r.z().mean(),
      r.z().error(),
      r.weighted().mean(),
      r.weighted().error(),
      r.tail(),
      r.logZ(),
      r.variation(),
      r.exactly(),
      r.floor()
    };
    StringBuilder out = new StringBuilder();
    out.append(r.world().name()).append(',').append(r.entrant().name()).append(',');
    out.append(r.entrant().claim() == Claim.UNBIASED ? "yes," : "no,");
    out.append(r.worth().text()).append(',').append(r.size()).append(',').append(r.runs());
    for (double x : numbers) {
      out.append(',').append(Double.isNaN(x) ? "" : String.format(Locale.ROOT, "%.6g", x));
    }
    return out.toString();
  }

  /** What came of the claims, in a sentence. */
  String sentence() {
    double[] claims =
        reached.stream()
            .filter(r -> r.entrant().claim() == Claim.UNBIASED)
            .flatMapToDouble(r -> Arrays.stream(r.checks()))
            .map(Math::abs)
            .toArray();
    List<String> failed =
        reached.stream()
            .filter(r -> Arrays.stream(r.checks()).anyMatch(x -> Math.abs(x) > Verdict.LIMIT))
            .map(r -> r.entrant().name() + " on " + r.world().name())
            .distinct()
            .toList();
    String found =
        failed.isEmpty()
            ? "No method that claims to be unbiased is off by more than its Monte-Carlo error"
            : "OFF BY MORE THAN THEIR MONTE-CARLO ERROR: " + String.join(", ", failed);
    return String.format(
        Locale.ROOT,
        "%s (%d checks; the worst is %.1f errors off, %.0f are called a failure; in %d places the"
            + " tails are too heavy to tell); %s.",
        found,
        claims.length,
        DoubleStream.of(claims).max().orElse(0),
        Verdict.LIMIT,
        reached.stream().filter(Reached::heavyTailed).count(),
        orders.hold()
            ? "every solver has the order it should"
            : "A SOLVER DOES NOT HAVE ITS ORDER");
  }

  private List<String> heads() {
    List<String> out = new ArrayList<>(List.of("method", "claims unbiased", "worst check"));
    for (MixtureWorld w : worlds) {
      out.add(w.name() + ": bias of E[r]");
      out.add(w.name() + ": Ẑ/Z − 1");
      out.add(w.name() + ": TV");
    }
    return out;
  }

  /** A row a method: of each world the largest size under the posterior mean. */
  private List<List<String>> rows() {
    List<List<String>> out = new ArrayList<>();
    for (Entrant entrant : Entrants.ALL) {
      List<Reached> own = reached.stream().filter(r -> r.entrant() == entrant).toList();
      if (own.isEmpty()) {
        continue;
      }
      double[] checks = own.stream().flatMapToDouble(r -> Arrays.stream(r.checks())).toArray();
      double worst = Arrays.stream(checks).map(Math::abs).max().orElse(0);
      String evidence =
          checks.length == 0
              ? "–"
              : String.format(
                  Locale.ROOT,
                  "%s%.1f σ of %d",
                  worst > Verdict.LIMIT ? "FAILS: " : "",
                  worst,
                  checks.length);
      List<String> cells =
          new ArrayList<>(List.of(entrant.name(), entrant.claim().text(), evidence));
      for (MixtureWorld w : worlds) {
        Optional<Reached> place =
            own.stream()
                .filter(r -> r.world() == w && r.worth() == Worth.POSTERIOR_MEAN)
                .max(Comparator.comparingInt(Reached::size));
        cells.add(place.map(r -> signed(r.reward().mean(), r.reward().error())).orElse("–"));
        cells.add(
            place
                .filter(r -> r.z().known())
                .map(r -> signed(r.z().mean(), r.z().error()) + (r.heavyTailed() ? " (tails)" : ""))
                .orElse("–"));
        cells.add(place.map(r -> String.format(Locale.ROOT, "%.3f", r.variation())).orElse("–"));
      }
      out.add(cells);
    }
    return out;
  }

  private static String signed(double mean, double error) {
    return String.format(Locale.ROOT, "%+.3f ± %.3f", mean, error).replace('-', '−');
  }

  private List<Reached> svdd(MixtureWorld world, Worth worth) {
    return reached.stream()
        .filter(r -> r.world() == world && r.worth() == worth)
        .filter(r -> r.entrant().name().equals("svdd"))
        .toList();
  }

  private List<String> svddHeads() {
    List<String> out = new ArrayList<>(List.of("world", "value"));
    reached.stream()
        .filter(r -> r.entrant().name().equals("svdd"))
        .map(r -> "M = " + r.size())
        .distinct()
        .forEach(out::add);
    return out;
  }

  private List<List<String>> svddRows() {
    List<List<String>> out = new ArrayList<>();
    for (MixtureWorld w : worlds) {
      for (Worth worth : List.of(Worth.EXACT, Worth.POSTERIOR_MEAN)) {
        List<String> cells = new ArrayList<>(List.of(w.name(), worth.text()));
        for (Reached r : svdd(w, worth)) {
          cells.add(String.format(Locale.ROOT, "%.4f (%.4f)", r.variation(), r.floor()));
        }
        out.add(cells);
        if (w.chain().isPresent()) {
          cells = new ArrayList<>(List.of(w.name(), worth.text() + ", its law"));
          for (Reached r : svdd(w, worth)) {
            cells.add(String.format(Locale.ROOT, "%.5f", r.exactly()));
          }
          out.add(cells);
        }
      }
    }
    return out;
  }

  String html() {
    StringBuilder out = new StringBuilder();
    out.append("<header><p class=\"eyebrow\"><b>Gaussian mixtures</b> · ");
    out.append(Numbers.count(rows().size())).append(" methods beside closed forms</p><h1>");
    out.append(Html.escape(sentence())).append("</h1></header>\n");
    out.append("<section><h2>Methods</h2><p class=\"lead\">Numbers of the largest size under the");
    out.append(" posterior mean; the worst check is over all sizes and values.</p>\n");
    Report.table(out, heads(), rows(), 3);
    out.append("</section>\n<section><h2>SVDD against M</h2><p class=\"lead\">");
    out.append("Under exact values the error falls with the width until draws run out; under");
    out.append(" the posterior mean what is left is the value’s. Where the sampler is known by");
    out.append(" quadrature, so is the law of SVDD’s designs: its distance has no Monte-Carlo");
    out.append(" error.</p>\n<div class=\"charts\">\n");
    for (MixtureWorld w : worlds) {
      List<LogChart.Series> series = new ArrayList<>();
      for (Worth worth : List.of(Worth.EXACT, Worth.POSTERIOR_MEAN)) {
        String name = worth.text().replace('-', ' ');
        series.add(series(name, svdd(w, worth), Reached::size, Reached::variation));
        series.add(series(name + ", its law", svdd(w, worth), Reached::size, Reached::exactly));
      }
      List<Reached> any = svdd(w, Worth.EXACT);
      series.add(series("as many draws from p*", any, Reached::size, Reached::floor));
      String title = "SVDD, " + w.name();
      Report.figure(out, new LogChart("svdd" + w.name(), title, "M", TV, series));
    }
    out.append("</div>\n");
    Report.table(out, svddHeads(), svddRows(), 2);
    out.append("</section>\n<section><h2>Solvers</h2><p class=\"lead\">The distance W₁ of the");
    out.append(" designs from the data under a perfect network, without Monte-Carlo error.</p>\n");
    out.append("<div class=\"charts\">\n");
    Report.figure(out, orders.chart());
    out.append("</div>\n");
    Report.table(out, orders.heads(), orders.cells(), 2);
    out.append("</section>\n");
    worlds.forEach(w -> world(out, w));
    return Page.render("Gaussian mixtures beside closed forms · Lodestar", out.toString());
  }

  private void world(StringBuilder out, MixtureWorld w) {
    out.append("<section><h2>").append(Html.escape(w.title())).append("</h2><p class=\"lead\">");
    out.append("α = ").append(w.alpha()).append(", log Z = ").append(Numbers.text(w.logZ()));
    out.append(", KL(p* ‖ p_pre) = ").append(Numbers.text(w.divergence()));
    out.append(" nats; mean reward ").append(Numbers.text(w.meanReward(false)));
    out.append(" under p_pre, ").append(Numbers.text(w.meanReward(true)));
    out.append(" under p*.</p>\n<div class=\"charts\">\n");
    for (Entrant.Family family : Entrant.Family.values()) {
      for (Worth worth : List.of(Worth.EXACT, Worth.POSTERIOR_MEAN)) {
        List<LogChart.Series> series = new ArrayList<>();
        for (Entrant e : Entrants.ALL) {
          if (e.family() == family) {
            List<Reached> own =
                reached.stream()
                    .filter(r -> r.world() == w && r.entrant() == e && r.worth() == worth)
                    .toList();
            series.add(series(e.name(), own, Reached::network, Reached::variation));
          }
        }
        String title = family.text() + ", " + worth.text().replace('-', ' ');
        String id = w.name() + family + worth;
        String across = "states put to the network, a run";
        Report.figure(out, new LogChart(id, title, across, TV, series));
      }
    }
    out.append("</div></section>\n");
  }

  private static LogChart.Series series(
      String name, List<Reached> places, ToDoubleFunction<Reached> x, ToDoubleFunction<Reached> y) {
    return new LogChart.Series(
        name,
        places.stream()
            .map(r -> new LogChart.Point(x.applyAsDouble(r), y.applyAsDouble(r)))
            .toList());
  }
}
