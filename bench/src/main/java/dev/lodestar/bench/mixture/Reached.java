package dev.lodestar.bench.mixture;

import dev.lodestar.bench.exact.Claim;
import dev.lodestar.bench.exact.Entrant;
import dev.lodestar.bench.exact.Measured.Estimate;
import dev.lodestar.bench.exact.Tail;
import dev.lodestar.bench.exact.Worth;

/**
 * What a method reached in one place. A run is one design, or a group of designs that meet; NaN
 * stands for what does not apply.
 *
 * @param size M, N, rounds or roll-outs
 * @param network states put to the network in a run
 * @param scorer designs put to the scorer in a run
 * @param reward mean reward of the designs, less that of p*
 * @param own mean reward of the designs, less that under the method's own law, where it is known
 * @param z mean of Ẑ/Z, less 1
 * @param weighted mean of (Ẑ/Z)·(r − E*[r])
 * @param tail shape of the tails of the estimates of Z; see {@link Tail}
 * @param logZ root mean squared error of log Ẑ
 * @param variation total variation from p* over bins of equal probability, mean of the numbers
 * @param exactly total variation of the method's own law from p*, without Monte-Carlo error; NaN
 *     where it is not known
 * @param floor what {@code variation} would be for as many independent draws from p* as there were
 *     runs
 */
record Reached(
    MixtureWorld world,
    Entrant entrant,
    Worth worth,
    int size,
    int runs,
    double network,
    double scorer,
    Estimate reward,
    Estimate own,
    Estimate z,
    Estimate weighted,
    double tail,
    double logZ,
    double variation,
    double exactly,
    double floor) {

  /** Whether the estimates of Z have tails too heavy for their mean to be told. */
  boolean heavyTailed() {
    return z.known() && tail > Tail.TRUSTED;
  }

  /** What should be zero, in Monte-Carlo errors. */
  double[] checks() {
    if (entrant.claim() == Claim.UNBIASED) {
      return heavyTailed() ? new double[0] : new double[] {z.sigmas(), weighted.sigmas()};
    }
    return own.known() ? new double[] {own.sigmas()} : new double[0];
  }
}
