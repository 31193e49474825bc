package dev.lodestar.run;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Course;
import dev.lodestar.core.decode.Departure;
import dev.lodestar.core.decode.Diagnostics;
import dev.lodestar.core.decode.PooledZ;
import dev.lodestar.run.report.Health;
import dev.lodestar.run.report.ReportData.StepPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the populations of a phase looked like at every noise level, averaged over its groups. */
final class Trace {
  private static final int COLUMNS = 9;
  private static final int ESS = 5;
  private static final int FAMILIES = 7;
  private static final int STATES = 8;

  /**
   * Sums over groups, by noise level.
   *
   * @param counts groups whose number was finite, shape [steps + 1][columns]
   * @param sums their sums
   * @param networkCalls network evaluations up to a noise level
   * @param rewardCalls scorer calls up to a noise level
   * @param logZ log Z up to a noise level
   * @param end log Z of finished groups
   * @param divergence sum of the finished groups' nats from the pre-trained model
   * @param finished groups that have such a number
   */
  record Sums(
      int[][] counts,
      double[][] sums,
      long[] networkCalls,
      long[] rewardCalls,
      PooledZ[] logZ,
      PooledZ end,
      double divergence,
      int finished) {}

  /** A population of the group in flight, and what the group had spent by then. */
  private record Visit(Course.Step step, Meter.Spent spent) {}

  private final Map<Integer, Visit> group = new TreeMap<>();
  private Sums sums;

  Trace(int steps) {
    this(
        new Sums(
            new int[steps + 1][COLUMNS],
            new double[steps + 1][COLUMNS],
            new long[steps + 1],
            new long[steps + 1],
            none(steps + 1),
            PooledZ.NONE,
            0,
            0));
  }

  Trace(Sums sums) {
    this.sums = sums;
  }

  private static PooledZ[] none(int n) {
    PooledZ[] out = new PooledZ[n];
    Arrays.fill(out, PooledZ.NONE);
    return out;
  }

  Sums sums() {
    return sums;
  }

  /**
   * Notes a population of the group in flight. A search comes by a noise level several times: its
   * last visit in a group counts.
   *
   * @param spent what its group has spent so far
   */
  void add(Course.Step step, Meter.Spent spent) {
    group.put(step.step(), new Visit(step, spent));
  }

  /** The group in flight is over: its numbers join those of the others. */
  void finish(Course.End end) {
    group.values().forEach(this::count);
    group.clear();
    boolean known = !Double.isNaN(end.divergence());
    sums =
        new Sums(
            sums.counts,
            sums.sums,
            sums.networkCalls,
            sums.rewardCalls,
            sums.logZ,
            Double.isNaN(end.logZ()) ? sums.end : sums.end.plus(end.logZ(), end.variance()),
            sums.divergence + (known ? end.divergence() : 0),
            sums.finished + (known ? 1 : 0));
  }

  /** The steps of the group in flight, from the highest noise level. */
  List<Course.Step> steps() {
    List<Course.Step> out = new ArrayList<>();
    group.values().forEach(v -> out.add(0, v.step));
    return out;
  }

  private void count(Visit visit) {
    Course.Step s = visit.step;
    double[] v = s.values();
    double[] columns = {
      Arrays.stream(v).average().orElse(Double.NaN),
      Numbers.quantile(v, 1),
      Numbers.quantile(v, 0.1),
      Numbers.quantile(v, 0.5),
      Numbers.quantile(v, 0.9),
      s.ess(),
      s.ancestors(),
      s.families(),
      s.states()
    };
    int step = s.step();
    for (int c = 0; c < COLUMNS; c++) {
      if (Double.isFinite(columns[c])) {
        sums.counts[step][c]++;
        sums.sums[step][c] += columns[c];
      }
    }
    sums.networkCalls[step] += visit.spent.networkCalls();
    sums.rewardCalls[step] += visit.spent.rewardCalls();
    if (!Double.isNaN(s.logZ())) {
      sums.logZ[step] = sums.logZ[step].plus(s.logZ(), Double.NaN);
    }
  }

  /** One point a noise level reached, from the highest. */
  List<StepPoint> points() {
    List<StepPoint> out = new ArrayList<>();
    for (int step = sums.sums.length - 1; step >= 0; step--) {
      double[] m = means(step);
      if (sums.counts[step][STATES] > 0) {
        out.add(
            new StepPoint(
                step,
                m[0],
                m[1],
                m[2],
                m[3],
                m[4],
                m[ESS],
                m[6],
                m[FAMILIES],
                m[STATES],
                sums.logZ[step].logZ(),
                sums.logZ[step].error(),
                sums.networkCalls[step],
                sums.rewardCalls[step]));
      }
    }
    return out;
  }

  /** Means at a noise level; what is not known is NaN. */
  private double[] means(int step) {
    double[] m = new double[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
      m[c] = sums.sums[step][c] / sums.counts[step][c]; // 0/0 is NaN
    }
    return m;
  }

  /** What the phase came to. */
  Health health(Departure departure) {
    boolean tilted = departure instanceof Departure.Tilted;
    double mean = sums.divergence / sums.finished;
    double least =
        points().stream()
            .mapToDouble(StepPoint::ess)
            .filter(Double::isFinite)
            .min()
            .orElse(Double.NaN);
    return new Health(
        means(0)[FAMILIES],
        least,
        sums.end.logZ(),
        sums.end.error(),
        tilted ? mean - sums.end.logZ() : mean,
        !tilted);
  }

  /** What is known of a set that was not watched. */
  static Health unwatched(Departure departure) {
    double none = Double.NaN;
    return departure instanceof Departure.Chosen c && !c.everyStep()
        ? new Health(none, none, none, none, Diagnostics.divergenceOfBestOf(c.candidates()), true)
        : Health.UNKNOWN;
  }
}
