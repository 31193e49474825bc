package dev.lodestar.core.exact;

import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.Solver;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;

/**
 * A sampler of one number, step for step by quadrature: the law of its designs, its Z and its
 * values, the errors of its steps included. The trapezoidal rule on an even grid is exact to
 * rounding for normal kernels wider than two cells. The steps must be noisy but for the last.
 */
public final class QuadratureChain {
  private final GaussianProcess process;
  private final double alpha;
  private final double[] grid;
  private final double cell;
  private final double[][] centre;
  private final double[] law;
  private final double[][] promise;
  private final double[] designs;

  /**
   * @param process of one number, without known part or conditions
   * @param half the grid runs over ±half
   * @param cells cells of the grid
   */
  public QuadratureChain(
      GaussianProcess process, Objective<Latents> reward, double alpha, double half, int cells) {
    int steps = process.steps();
    this.process = process;
    this.alpha = alpha;
    this.cell = 2 * half / cells;
    this.grid = new double[cells + 1];
    for (int j = 0; j < grid.length; j++) {
      grid[j] = -half + j * cell;
    }
    this.centre = new double[steps + 1][];
    for (int t = steps; t > 0; t--) {
      centre[t] = centres(t, grid);
    }
    double[] p = new double[grid.length];
    NoiseLevel top = process.levels().at(steps);
    double spread = Math.hypot(top.scale(), top.deviation());
    for (int j = 0; j < p.length; j++) {
      p[j] = density(grid[j], 0, spread);
    }
    for (int t = steps; t > 1; t--) {
      p = pushed(t, p);
    }
    this.law = p;
    this.designs = centre[1];
    double[] rewards = reward.of(latents(designs));
    this.promise = new double[steps + 1][grid.length];
    for (int j = 0; j < grid.length; j++) {
      promise[1][j] = StrictMath.exp(rewards[j] / alpha);
    }
    for (int t = 2; t <= steps; t++) {
      promise[t] = expected(t, grid);
    }
  }

  private static Latents latents(double[] x) {
    float[] out = new float[x.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = (float) x[j];
    }
    return Latents.of(out, Shape.vector(1));
  }

  /** Where the kernel of step t stands, for states x. */
  private double[] centres(int t, double[] x) {
    Solver.Move move = move(t);
    float[] clean = process.look(latents(x), t).cleanGuess().data();
    double[] out = new double[x.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = move.ofState() * x[j] + move.ofClean() * clean[j];
    }
    return out;
  }

  private Solver.Move move(int t) {
    return process.denoising().solver().move(process.levels().at(t), process.levels().at(t - 1));
  }

  private double[] pushed(int t, double[] p) {
    double spread = move(t).deviation();
    double[] out = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[j] += cell * p[i] * density(grid[j], centre[t][i], spread);
      }
    }
    return out;
  }

  /** E[exp(v_{t−1}/α) | x_t] for t of at least 2. */
  private double[] expected(int t, double[] x) {
    double spread = move(t).deviation();
    double[] from = centres(t, x);
    double[] out = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < grid.length; j++) {
        out[i] += cell * density(grid[j], from[i], spread) * promise[t - 1][j];
      }
    }
    return out;
  }

  private static double density(double x, double mean, double deviation) {
    double z = (x - mean) / deviation;
    return z * z > 150 ? 0 : Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI));
  }

  /** E[f(design)·exp(r/α)]/Z where tilted, else E[f(design)]. */
  public double mean(Objective<Latents> f, boolean tilted) {
    double[] of = f.of(latents(designs));
    double sum = 0;
    double total = 0;
    for (int j = 0; j < grid.length; j++) {
      double w = law[j] * (tilted ? promise[1][j] : 1);
      sum += w * of[j];
      total += w;
    }
    return sum / total;
  }

  /** log Z of the sampler. */
  public double logZ() {
    double sum = 0;
    for (int j = 0; j < grid.length; j++) {
      sum += cell * law[j] * promise[1][j];
    }
    return StrictMath.log(sum);
  }

  /** Total probability on the grid: 1 where it is wide and fine enough. */
  public double total() {
    double sum = 0;
    for (double p : law) {
      sum += cell * p;
    }
    return sum;
  }

  /**
   * Probability that a design lies below each bound.
   *
   * @param tilted under p*, else under the sampler's own law
   */
  public double[] below(double[] bounds, boolean tilted) {
    double[] out = new double[bounds.length];
    double total = 0;
    for (int j = 0; j < grid.length; j++) {
      double w = law[j] * (tilted ? promise[1][j] : 1);
      total += w;
      for (int b = 0; b < bounds.length; b++) {
        out[b] += designs[j] < bounds[b] ? w : 0;
      }
    }
    for (int b = 0; b < out.length; b++) {
      out[b] /= total;
    }
    return out;
  }

  /** Bounds between bins of equal probability under the sampler's own law, each a grid point. */
  public double[] quantiles(int bins) {
    double[] out = new double[bins - 1];
    double sum = 0;
    int b = 0;
    for (int j = 0; j + 1 < grid.length && b < out.length; j++) {
      sum += cell * law[j];
      if (sum >= (b + 1.0) / bins) {
        out[b++] = 0.5 * (designs[j] + designs[j + 1]);
      }
    }
    return out;
  }

  /** The sampler's own v_t. */
  public ValueFunction<Latents> value(Objective<Latents> reward) {
    return (outlook, draws) -> {
      if (outlook.step() <= 1) {
        return reward.of(outlook.cleanGuess());
      }
      double[] x = new double[outlook.size()];
      for (int i = 0; i < x.length; i++) {
        x[i] = outlook.states().data()[i];
      }
      double[] out = expected(outlook.step(), x);
      for (int i = 0; i < out.length; i++) {
        out[i] = alpha * StrictMath.log(out[i]);
      }
      return out;
    };
  }
}
