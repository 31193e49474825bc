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
      starts[i] = (float) noise.quantile(0, (i + 0.5) / QUANTILES);
    }
    Outlook<Latents> outlook = process.look(Latents.of(starts, Shape.vector(1)), top);
    while (outlook.step() > 0) {
      int step = outlook.step();
      Draws draws = Draws.of(Streams.of(0), 0, QUANTILES, step);
      outlook = process.look(outlook.propose(draws, 1), step - 1);
    }
    double sum = 0;
    for (int i = 0; i < QUANTILES; i++) {
      double aim = data.quantile(0, (i + 0.5) / QUANTILES);
      sum += Math.abs(outlook.states().data()[i] - aim) / QUANTILES;
    }
    return sum;
  }

  private double byQuadrature(GaussianProcess process) {
    QuadratureChain chain = new QuadratureChain(process, x -> new double[x.size()], 1, HALF, 3);
    double cell = 2 * HALF / 4000;
    double[] bounds = new double[4000];
    for (int j = 0; j < bounds.length; j++) {
      bounds[j] = -HALF + (j + 0.5) * cell;
    }
    double[] below = chain.below(bounds, false);
    double sum = 0;
    for (int j = 0; j < bounds.length; j++) {
      sum += cell * Math.abs(below[j] - data.below(0, bounds[j]));
    }
    return sum;
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
