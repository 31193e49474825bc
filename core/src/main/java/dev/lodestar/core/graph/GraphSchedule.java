package dev.lodestar.core.graph;

import dev.lodestar.core.graph.SdeSchedule.VarianceExploding;
import dev.lodestar.core.graph.SdeSchedule.VariancePreserving;

/**
 * The coupled equations of a diffusion on graphs, and the noise levels at which they are stepped:
 * level k of T stands at time ε + (1 − ε)(k − 1)/(T − 1), ε = 1e-4, and level 0 is the data.
 *
 * <p>Source: Jo, Lee, Hwang, "Score-based generative modeling of graphs via the system of
 * stochastic differential equations" (GDSS, 2202.02514), section 3.
 *
 * @param nodes equation of the atoms' features
 * @param edges equation of the pairs
 * @param steps T, at least 1
 */
public record GraphSchedule(SdeSchedule nodes, SdeSchedule edges, int steps) {
  private static final double EPSILON = 1e-4;

  public GraphSchedule {
    if (steps < 1) {
      throw new IllegalArgumentException("a graph diffusion needs a step, not " + steps);
    }
    for (SdeSchedule s : new SdeSchedule[] {nodes, edges}) {
      s.step(steps, steps); // refuses too few steps
    }
  }

  /** The schedule of the ZINC250k models: atoms β 0.1 to 1, pairs σ 0.2 to 1. */
  public static GraphSchedule zinc250k(int steps) {
    return new GraphSchedule(new VariancePreserving(0.1, 1), new VarianceExploding(0.2, 1), steps);
  }

  /** The schedule of the QM9 models: atoms β 0.1 to 1, pairs σ 0.1 to 1. */
  public static GraphSchedule qm9(int steps) {
    return new GraphSchedule(new VariancePreserving(0.1, 1), new VarianceExploding(0.1, 1), steps);
  }

  /** Time t of a noise level above the data. */
  public double time(int level) {
    if (level < 1 || level > steps) {
      throw new IllegalArgumentException("noise level " + level + " is not in 1.." + steps);
    }
    return steps == 1 ? 1 : EPSILON + (1 - EPSILON) * (level - 1) / (steps - 1);
  }

  /** x_to given x_from, for atoms or pairs: N(keep·x_from, spread²). */
  record Noising(double keep, double spread) {}

  /** The forward kernel of one part; the highest level is pure noise, whatever was below. */
  Noising noising(SdeSchedule part, int from, int to) {
    if (from < 0 || to < from || to > steps) {
      throw new IllegalArgumentException(
          "noise goes up from one level to another in 0.." + steps + ", not " + from + " to " + to);
    }
    if (to == from) {
      return new Noising(1, 0);
    }
    if (to == steps) {
      return new Noising(0, priorDeviation(part));
    }
    double keep = part.scale(time(to)) / (from == 0 ? 1 : part.scale(time(from)));
    double below = from == 0 ? 0 : keep * part.deviation(time(from));
    double above = part.deviation(time(to));
    return new Noising(keep, StrictMath.sqrt(Math.max(0, above * above - below * below)));
  }

  /** Standard deviation of pure noise: 1 for variance-preserving parts, σ_max for others. */
  static double priorDeviation(SdeSchedule part) {
    return part instanceof VarianceExploding ve ? ve.sigmaMax() : 1;
  }
}
