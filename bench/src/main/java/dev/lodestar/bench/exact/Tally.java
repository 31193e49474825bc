package dev.lodestar.bench.exact;

import dev.lodestar.bench.exact.Measured.Estimate;
import java.util.Arrays;

/** Counts the designs of runs, and compares them with p*. */
final class Tally {
  /** Larger spaces are compared position by position only. */
  private static final int JOINT = 1_000;

  private final World world;
  private final double[] ratios;
  private final double[] rewards;
  private final double[] optima;
  private final long[][] letters;
  private final long[] designs;
  private final int best;
  private int runs;
  private long counted;

  Tally(World world, int runs) {
    this.world = world;
    Landscape landscape = world.landscape();
    this.ratios = new double[runs];
    this.rewards = new double[runs];
    this.optima = new double[runs];
    this.letters = new long[landscape.length()][landscape.vocabulary()];
    this.designs = new long[landscape.rewards().length];
    this.best = landscape.best();
  }

  /**
   * One more run.
   *
   * @param ratio Ẑ/Z; NaN where it estimated none
   * @param group its designs
   */
  void run(double ratio, int... group) {
    ratios[runs] = ratio;
    for (int d : group) {
      rewards[runs] += world.landscape().rewards()[d] / group.length;
      optima[runs] += d == best ? 1.0 / group.length : 0;
      designs[d]++;
    }
    counted += group.length;
    runs++;
  }

  Estimate reward() {
    return Estimate.of(rewards);
  }

  Estimate optimum() {
    return Estimate.of(optima);
  }

  /** Ẑ/Z − 1. */
  Estimate z() {
    return Estimate.of(ratios).less(1);
  }

  /** (Ẑ/Z)·(r − E*[r]). */
  Estimate weighted() {
    double aim = world.mean(world.law());
    double[] out = new double[runs];
    Arrays.setAll(out, g -> ratios[g] * (rewards[g] - aim));
    return Estimate.of(out);
  }

  /** The heavier of the tails of Ẑ and of Ẑ·|r − E*[r]|. */
  double tail() {
    double aim = world.mean(world.law());
    double[] moments = new double[runs];
    Arrays.setAll(moments, g -> ratios[g] * Math.abs(rewards[g] - aim));
    return Math.max(Tail.shape(ratios), Tail.shape(moments));
  }

  double logZ() {
    double squares = Arrays.stream(ratios).map(Math::log).map(x -> x * x).sum();
    return Math.sqrt(squares / runs);
  }

  /** Share of each letter at each position. */
  double[][] marginals() {
    double[] law = Arrays.stream(designs).mapToDouble(n -> (double) n / counted).toArray();
    return world.marginals(law);
  }

  double marginal() {
    double[][] seen = marginals();
    double[][] aim = world.marginals(world.law());
    double sum = 0;
    for (int l = 0; l < letters.length; l++) {
      sum += distance(seen[l], aim[l]);
    }
    return sum / letters.length;
  }

  double divergence() {
    double[][] seen = marginals();
    double[][] aim = world.marginals(world.law());
    double sum = 0;
    for (int l = 0; l < letters.length; l++) {
      for (int k = 0; k < letters[l].length; k++) {
        sum += seen[l][k] > 0 ? seen[l][k] * Math.log(seen[l][k] / aim[l][k]) : 0;
      }
    }
    return sum / letters.length;
  }

  /** Expected distance of the marginals of independent draws: E|p̂ − p| = √(2p(1−p)/πn). */
  double floor() {
    double sum = 0;
    for (double[] position : world.marginals(world.law())) {
      for (double p : position) {
        sum += Math.sqrt(2 * p * (1 - p) / (Math.PI * runs)) / 2;
      }
    }
    return sum / letters.length;
  }

  double joint() {
    if (designs.length > JOINT) {
      return Double.NaN;
    }
    double[] law = Arrays.stream(designs).mapToDouble(n -> (double) n / counted).toArray();
    return distance(law, world.law());
  }

  private static double distance(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs(p[i] - q[i]);
    }
    return sum / 2;
  }
}
