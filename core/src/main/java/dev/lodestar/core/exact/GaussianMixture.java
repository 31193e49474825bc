package dev.lodestar.core.exact;

import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Solver;
import dev.lodestar.core.weight.LogWeights;
import java.util.random.RandomGenerator;

/**
 * A mixture of normal laws of independent numbers. Noising, conditioning on a noisy state, stepping
 * down and tilting by a quadratic reward all lead from mixtures to mixtures, so that everything
 * about Gaussian diffusion of such data is known in closed form.
 *
 * @param weights positive, sum 1, shape [components]
 * @param means shape [components, d]
 * @param variances at least 0, shape [components, d]
 */
public record GaussianMixture(double[] weights, double[][] means, double[][] variances) {
  private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

  public GaussianMixture {
    boolean fits = weights.length == means.length && means.length == variances.length;
    for (int k = 0; fits && k < means.length; k++) {
      fits = means[k].length == means[0].length && variances[k].length == means[0].length;
    }
    if (!fits || weights.length == 0) {
      throw new IllegalArgumentException(
          "a mixture needs a weight, a mean and a variance of each component, in one dimension");
    }
  }

  /** A mixture plus a constant: what is left when a law is multiplied by a positive function. */
  public record Tilted(double logZ, GaussianMixture law) {}

  /** d. */
  public int dimensions() {
    return means[0].length;
  }

  /** Number of components. */
  public int components() {
    return weights.length;
  }

  /** p_t: of x_t = scale·x_0 + deviation·ε. */
  public GaussianMixture noised(NoiseLevel level) {
    return affine(new double[dimensions()], level.scale(), level.deviation());
  }

  /** Of shift + factor·x + deviation·ε. */
  private GaussianMixture affine(double[] shift, double factor, double deviation) {
    double[][] m = new double[components()][dimensions()];
    double[][] v = new double[components()][dimensions()];
    for (int k = 0; k < m.length; k++) {
      for (int i = 0; i < m[k].length; i++) {
        m[k][i] = shift[i] + factor * means[k][i];
        v[k][i] = factor * factor * variances[k][i] + deviation * deviation;
      }
    }
    return new GaussianMixture(weights, m, v);
  }

  /** p(x_0 | x_t), by Bayes' rule: every component is normal given x_t. */
  public GaussianMixture posterior(double[] x, NoiseLevel level) {
    if (level.deviation() == 0) {
      return new GaussianMixture(
          new double[] {1}, new double[][] {x.clone()}, new double[1][dimensions()]);
    }
    double a = level.scale();
    double noise = level.deviation() * level.deviation();
    double[] log = new double[components()];
    double[][] m = new double[components()][dimensions()];
    double[][] v = new double[components()][dimensions()];
    for (int k = 0; k < log.length; k++) {
      log[k] = StrictMath.log(weights[k]);
      for (int i = 0; i < x.length; i++) {
        double all = a * a * variances[k][i] + noise;
        log[k] += logNormal(x[i], a * means[k][i], all);
        v[k][i] = variances[k][i] * noise / all;
        m[k][i] = (noise * means[k][i] + variances[k][i] * a * x[i]) / all;
      }
    }
    return new GaussianMixture(normalised(log), m, v);
  }

  /** Taken for p(x_0 | x_t): p(x_s | x_t), x_s being ofState·x_t + ofClean·x_0 + deviation·z. */
  public GaussianMixture stepped(double[] x, Solver.Move move) {
    double[] shift = new double[x.length];
    for (int i = 0; i < shift.length; i++) {
      shift[i] = move.ofState() * x[i];
    }
    return affine(shift, move.ofClean(), move.deviation());
  }

  /**
   * The law ∝ p(x)·exp(c + b·x − ½ Σ q_i·x_i²).
   *
   * @throws IllegalArgumentException where that has no finite integral
   */
  public Tilted tilted(double c, double[] b, double[] q) {
    double[] log = new double[components()];
    double[][] m = new double[components()][dimensions()];
    double[][] v = new double[components()][dimensions()];
    for (int k = 0; k < log.length; k++) {
      log[k] = StrictMath.log(weights[k]) + c;
      for (int i = 0; i < b.length; i++) {
        double grown = 1 + variances[k][i] * q[i];
        if (!(grown > 0)) {
          throw new IllegalArgumentException("the tilt grows faster than the law falls");
        }
        double pull = b[i] - q[i] * means[k][i];
        v[k][i] = variances[k][i] / grown;
        m[k][i] = means[k][i] + v[k][i] * pull;
        log[k] +=
            means[k][i] * (b[i] - 0.5 * q[i] * means[k][i])
                + 0.5 * v[k][i] * pull * pull
                - 0.5 * StrictMath.log(grown);
      }
    }
    double logZ = LogWeights.logSumExp(log, 0, log.length);
    return new Tilted(logZ, new GaussianMixture(normalised(log), m, v));
  }

  /** Log-density, in nats. */
  public double logDensity(double[] x) {
    double[] log = new double[components()];
    for (int k = 0; k < log.length; k++) {
      log[k] = StrictMath.log(weights[k]);
      for (int i = 0; i < x.length; i++) {
        log[k] += logNormal(x[i], means[k][i], variances[k][i]);
      }
    }
    return LogWeights.logSumExp(log, 0, log.length);
  }

  /** E[x]. */
  public double[] mean() {
    double[] out = new double[dimensions()];
    for (int k = 0; k < components(); k++) {
      for (int i = 0; i < out.length; i++) {
        out[i] += weights[k] * means[k][i];
      }
    }
    return out;
  }

  /** Cov(x)·c. */
  public double[] covarianceTimes(double[] c) {
    double[] centre = mean();
    double[] out = new double[c.length];
    for (int k = 0; k < components(); k++) {
      double along = 0;
      for (int i = 0; i < c.length; i++) {
        along += (means[k][i] - centre[i]) * c[i];
      }
      for (int i = 0; i < c.length; i++) {
        out[i] += weights[k] * (variances[k][i] * c[i] + (means[k][i] - centre[i]) * along);
      }
    }
    return out;
  }

  /** E[Σ q_i·x_i²]. */
  public double meanSquare(double[] q) {
    double sum = 0;
    for (int k = 0; k < components(); k++) {
      for (int i = 0; i < q.length; i++) {
        sum += weights[k] * q[i] * (variances[k][i] + means[k][i] * means[k][i]);
      }
    }
    return sum;
  }

  /** P(x_i &lt; bound). */
  public double below(int i, double bound) {
    double sum = 0;
    for (int k = 0; k < components(); k++) {
      sum += weights[k] * Phi.of((bound - means[k][i]) / Math.sqrt(variances[k][i]));
    }
    return sum;
  }

  /** The bound that x_i lies below with a probability in (0, 1), by halving. */
  public double quantile(int i, double share) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < components(); k++) {
      double reach = 40 * Math.sqrt(variances[k][i]);
      low = Math.min(low, means[k][i] - reach);
      high = Math.max(high, means[k][i] + reach);
    }
    for (int round = 0; round < 80; round++) {
      double middle = 0.5 * (low + high);
      if (below(i, middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  /** A draw: the component first, by one uniform number. */
  public double[] draw(RandomGenerator rng) {
    double at = rng.nextDouble();
    int k = 0;
    while (k < weights.length - 1 && at >= weights[k]) {
      at -= weights[k++];
    }
    double[] out = new double[dimensions()];
    for (int i = 0; i < out.length; i++) {
      out[i] = means[k][i] + Math.sqrt(variances[k][i]) * rng.nextGaussian();
    }
    return out;
  }

  private static double logNormal(double x, double mean, double variance) {
    double off = x - mean;
    return -0.5 * (off * off / variance + StrictMath.log(variance)) - LOG_ROOT_TWO_PI;
  }

  private static double[] normalised(double[] log) {
    double total = LogWeights.logSumExp(log, 0, log.length);
    double[] out = new double[log.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = StrictMath.exp(log[k] - total);
    }
    return out;
  }
}
