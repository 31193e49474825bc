package dev.lodestar.core.exact;

import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.Solver;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import java.util.Arrays;

/**
 * A sampler of one number, step for step by quadrature: the law of its designs, its Z and its
 * values, the errors of its steps included. At every noise level stands a grid finer than the
 * normal kernels that lead there and away, on which the trapezoidal rule is exact to about
 * rounding. All steps but the last must be noisy.
 */
public final class QuadratureChain {
  /** Standard deviations beyond which a normal density is 0 to double precision. */
  private static final double REACH = 12;

  /** Where children are followed one by one, so far: beyond it lies 2·10⁻⁹ of a kernel. */
  private static final double SEEN = 6.0 / REACH;

  /** Probability of a grid point below which its children are not followed. */
  private static final double LEAST = 1e-9;

  private final GaussianProcess process;
  private final double alpha;
  private final double[][] grid;
  private final double[][] centre;
  private final double[] law;
  private final double[][] promise;

  /**
   * @param process of one number, without known part or conditions
   * @param half the grids run over ±half
   * @param fineness grid cells in a kernel's standard deviation; 1.5 leaves errors of 10⁻¹⁹, 1 of
   *     10⁻⁹
   */
  public QuadratureChain(
      GaussianProcess process,
      Objective<Latents> reward,
      double alpha,
      double half,
      double fineness) {
    int steps = process.steps();
    this.process = process;
    this.alpha = alpha;
    this.grid = new double[steps + 1][];
    this.centre = new double[steps + 1][];
    for (int t = steps; t > 0; t--) {
      double into = t == steps ? start() : move(t + 1).deviation();
      double away = t == 1 ? into : move(t).deviation();
      int cells = (int) Math.max(200, Math.ceil(2 * half * fineness / Math.min(into, away)));
      grid[t] = new double[cells + 1];
      Arrays.setAll(grid[t], j -> -half + j * (2 * half / cells));
      centre[t] = centres(t, grid[t]);
    }
    double[] p = new double[grid[steps].length];
    Arrays.setAll(p, j -> density(grid[steps][j], 0, start()));
    for (int t = steps; t > 1; t--) {
      p = pushed(t, p);
    }
    this.law = p;
    this.promise = new double[steps + 1][];
    double[] rewards = reward.of(designs());
    promise[1] = Arrays.stream(rewards).map(r -> StrictMath.exp(r / alpha)).toArray();
    for (int t = 2; t <= steps; t++) {
      promise[t] = expected(t, grid[t]);
    }
  }

  /** Standard deviation at the highest noise level. */
  private double start() {
    NoiseLevel top = process.levels().at(process.steps());
    return Math.hypot(top.scale(), top.deviation());
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
    Arrays.setAll(out, j -> move.ofState() * x[j] + move.ofClean() * clean[j]);
    return out;
  }

  private Solver.Move move(int t) {
    return process.denoising().solver().move(process.levels().at(t), process.levels().at(t - 1));
  }

  private double cell(int t) {
    return grid[t][1] - grid[t][0];
  }

  private double[] pushed(int t, double[] p) {
    double spread = move(t).deviation();
    double[] out = new double[grid[t - 1].length];
    for (int i = 0; i < p.length; i++) {
      int last = lastNear(t - 1, centre[t][i], spread);
      for (int j = firstNear(t - 1, centre[t][i], spread); j <= last; j++) {
        out[j] += cell(t) * p[i] * density(grid[t - 1][j], centre[t][i], spread);
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
      int last = lastNear(t - 1, from[i], spread);
      for (int j = firstNear(t - 1, from[i], spread); j <= last; j++) {
        out[i] += cell(t - 1) * density(grid[t - 1][j], from[i], spread) * promise[t - 1][j];
      }
    }
    return out;
  }

  /** The first grid point with weight under a kernel. */
  private int firstNear(int t, double mean, double spread) {
    return (int) Math.max(0, Math.ceil((mean - REACH * spread - grid[t][0]) / cell(t)));
  }

  private int lastNear(int t, double mean, double spread) {
    double at = Math.floor((mean + REACH * spread - grid[t][0]) / cell(t));
    return (int) Math.min(grid[t].length - 1, at);
  }

  private static double density(double x, double mean, double deviation) {
    double z = (x - mean) / deviation;
    return Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI));
  }

  /** The designs of the last grid, ascending. */
  public Latents designs() {
    return latents(centre[1]);
  }

  /**
   * Probabilities of {@link #designs}.
   *
   * @param tilted under p*, else under the sampler's own law
   */
  public double[] shares(boolean tilted) {
    double[] out = new double[law.length];
    Arrays.setAll(out, j -> law[j] * (tilted ? promise[1][j] : 1));
    double total = Arrays.stream(out).sum();
    return Arrays.stream(out).map(w -> w / total).toArray();
  }

  /**
   * Probabilities of {@link #designs} under SVDD.
   *
   * @param value deterministic
   * @param width M
   * @param alpha its temperature, positive: the law of the best child has kinks that grids miss
   */
  public double[] svdd(ValueFunction<Latents> value, int width, double alpha) {
    if (width == 1) {
      return shares(false);
    }
    int steps = process.steps();
    double[] p = new double[grid[steps].length];
    Arrays.setAll(p, j -> cell(steps) * density(grid[steps][j], 0, start()));
    for (int t = steps; t > 1; t--) {
      Draws draws = Draws.of(Streams.of(0), 0, grid[t - 1].length, t - 1);
      double[] values = value.of(process.look(latents(grid[t - 1]), t - 1), draws);
      double spread = move(t).deviation();
      double[] next = new double[grid[t - 1].length];
      for (int i = 0; i < p.length; i++) {
        int first = firstNear(t - 1, centre[t][i], SEEN * spread);
        int last = lastNear(t - 1, centre[t][i], SEEN * spread);
        if (p[i] < LEAST || last < first) {
          continue;
        }
        double[] kernel = new double[last - first + 1];
        for (int j = first; j <= last; j++) {
          kernel[j - first] = cell(t - 1) * density(grid[t - 1][j], centre[t][i], spread);
        }
        double[] kept =
            SvddLaw.kept(kernel, Arrays.copyOfRange(values, first, last + 1), width, alpha);
        for (int j = first; j <= last; j++) {
          next[j] += p[i] * kept[j - first];
        }
      }
      p = next;
    }
    return p;
  }

  /** E[f(design)], under p* where tilted. */
  public double mean(Objective<Latents> f, boolean tilted) {
    double[] of = f.of(designs());
    double[] share = shares(tilted);
    double sum = 0;
    for (int j = 0; j < of.length; j++) {
      sum += share[j] * of[j];
    }
    return sum;
  }

  /** log Z of the sampler. */
  public double logZ() {
    double sum = 0;
    for (int j = 0; j < law.length; j++) {
      sum += cell(1) * law[j] * promise[1][j];
    }
    return StrictMath.log(sum);
  }

  /** Total probability on the last grid: 1 where the grids are wide and fine enough. */
  public double total() {
    return cell(1) * Arrays.stream(law).sum();
  }

  /**
   * Probability that a design lies below each bound, to the grid's cell.
   *
   * @param bounds ascending
   * @param tilted under p*, else under the sampler's own law
   */
  public double[] below(double[] bounds, boolean tilted) {
    double[] out = new double[bounds.length];
    double[] share = shares(tilted);
    double sum = 0;
    int j = 0;
    for (int b = 0; b < bounds.length; b++) {
      while (j < share.length && centre[1][j] < bounds[b]) {
        sum += share[j++];
      }
      out[b] = sum;
    }
    return out;
  }

  /**
   * Bounds between bins of about equal probability, halfway between designs of the grid.
   *
   * @param tilted under p*, else under the sampler's own law
   */
  public double[] quantiles(int bins, boolean tilted) {
    double[] out = new double[bins - 1];
    double[] share = shares(tilted);
    double sum = 0;
    int b = 0;
    for (int j = 0; j + 1 < share.length && b < out.length; j++) {
      sum += share[j];
      if (sum >= (b + 1.0) / bins) {
        out[b++] = 0.5 * (centre[1][j] + centre[1][j + 1]);
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
      Arrays.setAll(x, i -> outlook.states().data()[i]);
      return Arrays.stream(expected(outlook.step(), x))
          .map(e -> alpha * StrictMath.log(e))
          .toArray();
    };
  }
}
