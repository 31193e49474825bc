package dev.lodestar.run;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Population;
import dev.lodestar.core.process.Particles;
import dev.lodestar.run.report.ReportData.StepPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the populations of a phase looked like at every noise level, averaged over its groups. */
final class Trace {
  private static final int COLUMNS = 9;

  /**
   * Sums over groups, by noise level.
   *
   * @param counts groups whose number was finite, shape [steps + 1][columns]
   * @param sums their sums
   * @param networkCalls network evaluations up to a noise level
   * @param rewardCalls scorer calls up to a noise level
   */
  record Sums(int[][] counts, double[][] sums, long[] networkCalls, long[] rewardCalls) {}

  private final Sums sums;
  private final long[] network;
  private final long[] reward;

  Trace(int steps) {
    this(
        new Sums(
            new int[steps + 1][COLUMNS],
            new double[steps + 1][COLUMNS],
            new long[steps + 1],
            new long[steps + 1]));
  }

  Trace(Sums sums) {
    this.sums = sums;
    this.network = new long[sums.networkCalls.length];
    this.reward = new long[sums.rewardCalls.length];
  }

  /** A new group begins; its spending counts from nothing. */
  void beginGroup() {
    Arrays.fill(network, 0);
    Arrays.fill(reward, 0);
  }

  Sums sums() {
    return sums;
  }

  /**
   * Adds a population.
   *
   * @param spent what its group has spent so far
   */
  <B extends Particles<B>> void add(Population<B> population, Meter.Spent spent) {
    double[] v = Arrays.stream(population.values()).filter(Double::isFinite).sorted().toArray();
    double n = population.size();
    double[] columns = {
      Arrays.stream(v).average().orElse(Double.NaN),
      Numbers.quantile(v, 1),
      Numbers.quantile(v, 0.1),
      Numbers.quantile(v, 0.5),
      Numbers.quantile(v, 0.9),
      population.weights().ess() / n,
      population.uniqueOrigins() / n,
      unique(population.outlook().states()) / n,
      population.logZ()
    };
    int step = population.step();
    for (int c = 0; c < COLUMNS; c++) {
      if (Double.isFinite(columns[c])) {
        sums.counts[step][c]++;
        sums.sums[step][c] += columns[c];
      }
    }
    // a search comes by a noise level several times: its last visit in a group counts
    sums.networkCalls[step] += spent.networkCalls() - network[step];
    sums.rewardCalls[step] += spent.rewardCalls() - reward[step];
    network[step] = spent.networkCalls();
    reward[step] = spent.rewardCalls();
  }

  /** One point a noise level reached, from the highest. */
  List<StepPoint> points() {
    List<StepPoint> out = new ArrayList<>();
    for (int step = sums.sums.length - 1; step >= 0; step--) {
      double[] m = new double[COLUMNS];
      for (int c = 0; c < COLUMNS; c++) {
        m[c] = sums.sums[step][c] / sums.counts[step][c]; // 0/0 is NaN: not known
      }
      if (!Double.isNaN(m[5])) {
        out.add(
            new StepPoint(
                step,
                m[0],
                m[1],
                m[2],
                m[3],
                m[4],
                m[5],
                m[6],
                m[7],
                m[8],
                sums.networkCalls[step],
                sums.rewardCalls[step]));
      }
    }
    return out;
  }

  private static <B extends Particles<B>> int unique(B states) {
    Set<B> distinct = new HashSet<>();
    for (int i = 0; i < states.size(); i++) {
      distinct.add(states.select(new int[] {i}));
    }
    return distinct.size();
  }
}
