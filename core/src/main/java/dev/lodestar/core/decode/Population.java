package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/**
 * A population between two steps. Everything that belongs to a particle moves together when it is
 * selected: its outlook, value, weight and origin.
 *
 * @param outlook states and what the network said of them
 * @param values estimated values in reward units; NaN where the method does not estimate any
 * @param weights importance weights not yet turned into copies
 * @param logZ log of the normalising constant estimated so far, 0 where the method estimates none
 * @param origins for each row, the number of the row at the start that it descends from
 * @param draws addresses of the rows' random numbers at this noise level
 * @param potentials for each row, log of all potentials multiplied into its weights on its way, so
 *     that r/α less this is what its weight lacks of the target; 0 where the method keeps none
 * @param lineage what diagnostics want to know of its way
 * @param <B> batch of states
 */
public record Population<B extends Particles<B>>(
    Outlook<B> outlook,
    double[] values,
    LogWeights weights,
    double logZ,
    int[] origins,
    Draws draws,
    double[] potentials,
    Lineage lineage) {

  public Population {
    int n = outlook.size();
    if (values.length != n
        || weights.size() != n
        || origins.length != n
        || potentials.length != n
        || lineage.divergence().length != n) {
      throw new IllegalArgumentException("a population of " + n + " rows with other columns");
    }
  }

  /** A population that is the first of its lineage. */
  public Population(
      Outlook<B> outlook,
      double[] values,
      LogWeights weights,
      double logZ,
      int[] origins,
      Draws draws,
      double[] potentials) {
    this(outlook, values, weights, logZ, origins, draws, potentials, Lineage.fresh(outlook.size()));
  }

  /** A population of a method that keeps no potentials. */
  public Population(
      Outlook<B> outlook,
      double[] values,
      LogWeights weights,
      double logZ,
      int[] origins,
      Draws draws) {
    this(outlook, values, weights, logZ, origins, draws, new double[outlook.size()]);
  }

  /** A fresh population: equal weights, every row its own origin. */
  public static <B extends Particles<B>> Population<B> of(
      Outlook<B> outlook, double[] values, Draws draws) {
    int n = outlook.size();
    int[] origins = new int[n];
    Arrays.setAll(origins, i -> i);
    return new Population<>(outlook, values, LogWeights.ones(n), 0, origins, draws);
  }

  /** Noise level; 0 is the data. */
  public int step() {
    return outlook.step();
  }

  public int size() {
    return outlook.size();
  }

  /** One step on: each row replaced by one child, in place. */
  public Population<B> advanced(Outlook<B> next, double[] values, LogWeights weights) {
    return advanced(next, values, weights, potentials);
  }

  /** One step on: each row replaced by one child, in place. */
  public Population<B> advanced(
      Outlook<B> next, double[] values, LogWeights weights, double[] potentials) {
    return new Population<>(
        next, values, weights, logZ, origins, draws.atStep(next.step()), potentials, lineage);
  }

  /** The given rows, with fresh weights and an updated log Z. */
  public Population<B> resampled(int[] rows, double logZ) {
    return resampled(rows, LogWeights.ones(rows.length), logZ, draws);
  }

  /** The given rows, with the given weights, log Z and addresses. */
  public Population<B> resampled(int[] rows, LogWeights weights, double logZ, Draws draws) {
    double[] v = new double[rows.length];
    double[] p = new double[rows.length];
    int[] o = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      v[i] = values[rows[i]];
      p[i] = potentials[rows[i]];
      o[i] = origins[rows[i]];
    }
    Lineage selected = lineage.selected(new Lineage.Selection(this.weights, origins, rows));
    return new Population<>(outlook.select(rows), v, weights, logZ, o, draws, p, selected);
  }

  /** The same rows with other addresses. */
  public Population<B> readdressed(Draws draws) {
    return of(draws, lineage);
  }

  /**
   * The same rows, each of which went by a kernel that differs so much from the pre-trained one.
   */
  public Population<B> diverging(double[] nats) {
    return of(draws, lineage.diverging(nats));
  }

  /** The same rows where another step begins. */
  Population<B> begun() {
    return of(draws, lineage.begun());
  }

  private Population<B> of(Draws draws, Lineage lineage) {
    return new Population<>(outlook, values, weights, logZ, origins, draws, potentials, lineage);
  }

  /** Number of different origins among the rows. */
  public int uniqueOrigins() {
    return (int) Arrays.stream(origins).distinct().count();
  }
}
