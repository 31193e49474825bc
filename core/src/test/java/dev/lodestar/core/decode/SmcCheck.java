package dev.lodestar.core.decode;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.ValueFunction;
import java.util.Optional;

/** The check that a method's weighted particles are unbiased for the unnormalised target. */
final class SmcCheck {
  private static final int PARTICLES = 8;
  private static final int GROUPS = 1_500;

  /** Rarer designs are seen too seldom for a mean to be normally distributed. */
  private static final double RARE = 0.03;

  private SmcCheck() {}

  /**
   * Least p-value, times their number, of the tests that E[Ẑ] = Z and that E[Ẑ·share of design x] =
   * p_pre(x)·exp(r(x)/α) for every design that is not rare.
   */
  static double pValue(Bed bed, ExactTarget target, Decoder method, ValueFunction<Tokens> value) {
    double[] law = target.law();
    double z = Math.exp(target.logZ());
    // where every design has particles of its own, Z goes with the one design of a group
    int designs = method.independent() ? 1 : PARTICLES;
    int groups = method.independent() ? 3 * GROUPS : GROUPS;
    double[] estimates = new double[groups];
    double[][] masses = new double[law.length][groups];
    MaskedProcess process = bed.process();
    for (int g = 0; g < groups; g++) {
      Decoding.Outcome<Tokens> outcome =
          Decoding.run(
              method,
              new Steering<>(process, value, Optional.of(bed.guide(9))),
              Streams.of(21),
              (long) g * designs,
              designs,
              p -> {});
      estimates[g] = Math.exp(outcome.population().logZ());
      long[] counts = bed.counts(outcome.designs());
      for (int s = 0; s < law.length; s++) {
        masses[s][g] = estimates[g] * counts[s] / designs;
      }
    }
    double least = Statistics.meanTest(estimates, z);
    int tests = 1;
    for (int s = 0; s < law.length; s++) {
      if (law[s] > RARE) {
        least = Math.min(least, Statistics.meanTest(masses[s], z * law[s]));
        tests++;
      }
    }
    return Math.min(1, least * tests);
  }

  /** Independent estimates of Z from groups of the given size. */
  static double[] estimatesOfZ(
      Bed bed, Decoder method, ValueFunction<Tokens> value, int particles, int groups) {
    double[] out = new double[groups];
    MaskedProcess process = bed.process();
    for (int g = 0; g < groups; g++) {
      out[g] =
          Math.exp(
              Decoding.run(
                      method,
                      new Steering<>(process, value),
                      Streams.of(22),
                      (long) g * particles,
                      particles,
                      p -> {})
                  .population()
                  .logZ());
    }
    return out;
  }

  /** The exact values, the reward at the data included, with noise of half a unit before it. */
  static double[][] poorValues(Bed bed, ExactTarget target) {
    double[][] values = target.values();
    double[][] noise = bed.randomValues(17);
    for (int t = 1; t < values.length; t++) {
      for (int s = 0; s < values[t].length; s++) {
        values[t][s] += 0.5 * noise[t][s];
      }
    }
    return values;
  }
}
