package dev.lodestar.core.exact;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.Denoising;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.Solver;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Streams;

/**
 * How far a solver's designs are from the data under a perfect network, in one dimension, without
 * Monte-Carlo error: the Wasserstein distance W_1 between the two laws.
 *
 * <p>A deterministic solver is a map from noise to designs, compared quantile by quantile; a noisy
 * one is stepped by quadrature.
 *
 * @param data a law of one number
 */
public record SolverError(GaussianMixture data, Solver solver) {
  private static final int QUANTILES = 400;
  private static final double HALF = 6;

  /** W_1 between the designs' law and the data's. */
  public double of(NoiseLevels levels) {
    GaussianProcess process =
        new GaussianProcess(
            new MixtureDenoiser(data, Head.X0),
            levels,
            Denoising.by(solver),
            new Meter(Budget.unlimited()));
    boolean noisy = levels.steps() > 1 && solver.move(levels.at(2), levels.at(1)).deviation() > 0;
    return noisy ? byQuadrature(process) : byMap(process);
  }

  private double byMap(GaussianProcess process) {
    int top = process.steps();
    GaussianMixture noise = data.noised(process.levels().at(top));
    float[] starts = new float[QUANTILES];
    for (int i = 0; i < QUANTILES; i++) {
      starts[i] = (float) quantile(noise, (i + 0.5) / QUANTILES);
    }
    Outlook<Latents> outlook = process.look(Latents.of(starts, Shape.vector(1)), top);
    while (outlook.step() > 0) {
      int step = outlook.step();
      Draws draws = Draws.of(Streams.of(0), 0, QUANTILES, step);
      outlook = process.look(outlook.propose(draws, 1), step - 1);
    }
    double sum = 0;
    for (int i = 0; i < QUANTILES; i++) {
      double aim = quantile(data, (i + 0.5) / QUANTILES);
      sum += Math.abs(outlook.states().data()[i] - aim) / QUANTILES;
    }
    return sum;
  }

  private double byQuadrature(GaussianProcess process) {
    // cells a third as wide as the narrowest kernel
    double narrowest = Double.POSITIVE_INFINITY;
    for (int t = process.steps(); t > 1; t--) {
      NoiseLevels levels = process.levels();
      narrowest = Math.min(narrowest, solver.move(levels.at(t), levels.at(t - 1)).deviation());
    }
    int cells = (int) Math.max(400, Math.ceil(2 * HALF / (narrowest / 3)));
    QuadratureChain chain = new QuadratureChain(process, x -> new double[x.size()], 1, HALF, cells);
    double cell = 2 * HALF / 4000;
    double[] bounds = new double[4000];
    for (int j = 0; j < bounds.length; j++) {
      bounds[j] = -HALF + (j + 0.5) * cell;
    }
    double[] below = chain.below(bounds, false);
    double sum = 0;
    for (int j = 0; j < bounds.length; j++) {
      sum += cell * Math.abs(below[j] - data.below(bounds[j]));
    }
    return sum;
  }

  /** By halving; of a law of one number. */
  private static double quantile(GaussianMixture law, double share) {
    double low = -40;
    double high = 40;
    for (int i = 0; i < 80; i++) {
      double middle = 0.5 * (low + high);
      if (law.below(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /** Slope of log error against log steps, by least squares. */
  public static double slope(int[] steps, double[] errors) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < steps.length; i++) {
      x += StrictMath.log(steps[i]) / steps.length;
      y += StrictMath.log(errors[i]) / steps.length;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < steps.length; i++) {
      double dx = StrictMath.log(steps[i]) - x;
      covariance += dx * (StrictMath.log(errors[i]) - y);
      variance += dx * dx;
    }
    return covariance / variance;
  }
}
