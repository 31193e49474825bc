package dev.lodestar.core.decode;

import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** How far a population has been pushed, and how much of it is left. */
public final class Diagnostics {
  private Diagnostics() {}

  /**
   * KL(w ‖ equal weights) = Σ w log(n w) in nats, over the rows that have any weight: how far one
   * selection by these weights moves the population from the model it was drawn from.
   */
  public static double divergenceFromEqual(LogWeights weights) {
    double[] alive =
        Arrays.stream(weights.toArray()).filter(w -> w > Double.NEGATIVE_INFINITY).toArray();
    double sum = LogWeights.logSumExp(alive, 0, alive.length);
    double kl = 0;
    for (double w : alive) {
      kl += StrictMath.exp(w - sum) * (w - sum + StrictMath.log(alive.length));
    }
    return Math.max(0, kl);
  }

  /**
   * KL(p* ‖ p_pre) = E*[r]/α − log Z in nats, estimated from the rewards of a sample of p*, such as
   * SMC's, and its log Z.
   *
   * @param rewards finite rewards in reward units
   * @param alpha temperature in reward units, above 0
   */
  public static double divergenceFromPretrained(double[] rewards, double alpha, double logZ) {
    return Arrays.stream(rewards).average().orElseThrow() / alpha - logZ;
  }

  /**
   * log q(child) − log p_pre(child) of children drawn from a tilted kernel: its mean is the KL of
   * that step from the pre-trained model; summed along a path, the path's.
   *
   * @param pretrained outlook of the parents
   * @param tilted the same with the kernel that the children were drawn from
   */
  public static <B extends Particles<B>> double[] pathDivergence(
      Outlook<B> pretrained, Outlook<B> tilted, B children, int width) {
    double[] p = pretrained.logProb(children, width);
    double[] q = tilted.logProb(children, width);
    double[] out = new double[p.length];
    Arrays.setAll(out, i -> q[i] - p[i]);
    return out;
  }

  /**
   * The most, in nats, by which keeping the best of M children moves a step from the pre-trained
   * model: log M − (M − 1)/M (Beirami et al., 2401.01879, theorem 1).
   */
  public static double divergenceOfBestOf(int width) {
    return StrictMath.log(width) - (width - 1.0) / width;
  }

  /**
   * Standard error of log Ẑ to first order, from the weights of one factor of Ẑ: the square root of
   * (n/ESS − 1)/n. Factors of several resampling steps add their squares. Not defined, NaN, where
   * no weight is left.
   */
  public static double logMeanError(LogWeights weights) {
    double ess = weights.ess();
    int n = weights.size();
    return ess == 0 ? Double.NaN : Math.sqrt(Math.max(0, n / ess - 1) / n);
  }

  /**
   * log of the mean of independent estimates of Z, and the standard error of that log to first
   * order.
   *
   * @param error NaN for a single estimate
   */
  public record LogZ(double value, double error) {}

  /** Several groups' log Z as one. */
  public static LogZ pooled(double... logZ) {
    LogWeights each = LogWeights.of(logZ);
    double ess = each.ess();
    int n = logZ.length;
    double error = n < 2 || ess == 0 ? Double.NaN : Math.sqrt((n / ess - 1) / (n - 1));
    return new LogZ(each.logMean(), error);
  }

  /**
   * What is left of a population's variety.
   *
   * @param origins share of the rows at the start that still have descendants, of as many as there
   *     are rows
   * @param states share of rows that differ from all rows before them
   * @param ess effective sample size as a share of the rows
   */
  public record Variety(double origins, double states, double ess) {
    /** Whether either of the first two fell below a share: the population has collapsed. */
    public boolean collapsed(double share) {
      return Math.min(origins, states) < share;
    }
  }

  /** The variety of a population. */
  public static <B extends Particles<B>> Variety variety(Population<B> population) {
    int n = population.size();
    Set<B> different = new HashSet<>();
    for (int i = 0; i < n; i++) {
      different.add(population.outlook().states().select(new int[] {i}));
    }
    return new Variety(
        (double) population.uniqueOrigins() / n,
        (double) different.size() / n,
        population.weights().ess() / n);
  }
}
