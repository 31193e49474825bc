package dev.lodestar.bench.mixture;

import dev.lodestar.bench.exact.LogChart;
import dev.lodestar.core.exact.GaussianMixture;
import dev.lodestar.core.exact.SolverError;
import dev.lodestar.core.gaussian.Ancestral;
import dev.lodestar.core.gaussian.Ddim;
import dev.lodestar.core.gaussian.FlowSchedule;
import dev.lodestar.core.gaussian.FlowSde;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Solver;
import dev.lodestar.core.gaussian.Spacing;
import dev.lodestar.core.gaussian.TableSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The error of each solver under a perfect network as its steps grow, and the order that a line
 * through it tells.
 *
 * @param steps numbers of steps, ascending
 */
record SolverOrders(int[] steps, List<Row> rows) {
  /** How far a fitted order may be from the solver's. */
  static final double TOLERANCE = 0.25;

  static final List<String> HEADS_BEFORE = List.of("solver", "noise levels");

  /**
   * A solver on noise levels.
   *
   * @param order the order it should have; NaN where the last level or the table sets a floor
   * @param errors Wasserstein distance from the data, one a number of steps
   */
  record Row(String solver, String levels, double order, double[] errors, double slope) {
    boolean holds() {
      return Double.isNaN(order) || Math.abs(slope + order) <= TOLERANCE;
    }
  }

  private record Candidate(
      String solver, String levels, double order, Solver by, IntFunction<NoiseLevels> at) {}

  private static List<Candidate> candidates() {
    FlowSchedule straight = new FlowSchedule();
    TableSchedule cosine = TableSchedule.cosine(1000);
    TableSchedule linear = TableSchedule.linear(1000, 1e-4, 0.02);
    Spacing trailing = new Spacing.Trailing();
    double open = Double.NaN;
    return List.of(
        new Candidate("DDIM η = 0", "straight", 1, new Ddim(0), straight::levels),
        new Candidate("flow, Euler", "straight", 1, new FlowSde(0), straight::levels),
        new Candidate("DDIM η = 0.5", "straight", 1, new Ddim(0.5), straight::levels),
        new Candidate("DDPM", "straight", 1, new Ancestral(), straight::levels),
        new Candidate("flow, γ = 0.5", "straight", 1, new FlowSde(0.5), straight::levels),
        new Candidate("flow, γ = 1", "straight", 1, new FlowSde(1), straight::levels),
        new Candidate(
            "DDIM η = 0", "cosine, trailing", 1, new Ddim(0), n -> trailing.levels(cosine, n)),
        new Candidate(
            "DDPM", "cosine, trailing", 1, new Ancestral(), n -> trailing.levels(cosine, n)),
        new Candidate(
            "DDIM η = 0", "linear, trailing", open, new Ddim(0), n -> trailing.levels(linear, n)),
        new Candidate(
            "DDIM η = 0",
            "linear, karras",
            open,
            new Ddim(0),
            n -> new Spacing.Karras(7).levels(linear, n)));
  }

  static SolverOrders measure(GaussianMixture data, int[] steps) {
    List<Row> rows = new ArrayList<>();
    for (Candidate c : candidates()) {
      SolverError error = new SolverError(data, c.by());
      double[] errors = Arrays.stream(steps).mapToDouble(n -> error.of(c.at().apply(n))).toArray();
      double slope = SolverError.slope(steps, errors);
      rows.add(new Row(c.solver(), c.levels(), c.order(), errors, slope));
    }
    return new SolverOrders(steps, rows);
  }

  List<String> heads() {
    List<String> out = new ArrayList<>(HEADS_BEFORE);
    for (int n : steps) {
      out.add(n + " steps");
    }
    out.add("fitted order");
    out.add("verdict");
    return out;
  }

  List<List<String>> cells() {
    List<List<String>> out = new ArrayList<>();
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.solver(), row.levels()));
      for (double e : row.errors()) {
        cells.add(String.format(Locale.ROOT, "%.5f", e));
      }
      cells.add(String.format(Locale.ROOT, "%.2f", -row.slope()));
      cells.add(Double.isNaN(row.order()) ? "–" : row.holds() ? "order 1" : "NOT ORDER 1");
      out.add(cells);
    }
    return out;
  }

  boolean hold() {
    return rows.stream().allMatch(Row::holds);
  }

  LogChart chart() {
    List<LogChart.Series> series = new ArrayList<>();
    for (Row row : rows) {
      List<LogChart.Point> points = new ArrayList<>();
      for (int i = 0; i < steps.length; i++) {
        points.add(new LogChart.Point(steps[i], row.errors()[i]));
      }
      series.add(new LogChart.Series(row.solver() + ", " + row.levels(), points));
    }
    return new LogChart(
        "solvers", "Solvers under a perfect network", "steps", "distance W₁ from the data", series);
  }
}
