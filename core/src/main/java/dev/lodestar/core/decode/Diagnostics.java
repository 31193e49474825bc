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
   * E*[r]/α in nats: less log Z, it is KL(p* ‖ p_pre).
   *
   * @param weights of a sample of p*
   * @param rewards in reward units; what is infeasible has no weight
   * @param alpha temperature in reward units, above 0
   */
  public static double meanTilt(LogWeights weights, double[] rewards, double alpha) {
    double[] w = weights.normalised();
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] > 0 ? w[i] * rewards[i] / alpha : 0;
    }
    return sum;
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
   * The same for one choice, of a child of known probability: to be chosen it must have been drawn,
   * so log q − log p ≤ log((1 − (1 − p)^M)/p). Its mean over chosen children bounds the step's KL,
   * and is 0 where all children are alike.
   *
   * @param logProb log p of the chosen child, in nats, at most 0
   */
  public static double divergenceOfChoice(int width, double logProb) {
    double p = StrictMath.exp(logProb);
    // 1 − (1 − p)^M without cancellation
    double drawn = p >= 1 ? 1 : -StrictMath.expm1(width * StrictMath.log1p(-p));
    return p > 0 ? StrictMath.log(drawn) - logProb : StrictMath.log(width);
  }

  /**
   * Relative variance of Ẑ from one run, by its ancestry: Σ_e (S_e − 1/N)² · N/(N − 1), where S_e
   * is the share of the weight that descends from founder e. Consistent as N grows; on the wide
   * side, as it counts resampling that changed nothing. NaN where a single founder is left, which
   * tells nothing.
   *
   * <p>Source: Chan and Lai, "A general theory of particle filters in hidden Markov models and some
   * applications", 2013, section 3; Lee and Whiteley, "Variance estimation in the particle filter",
   * 2018 (1509.00394), equation 2.
   *
   * @param weights weights before the last resampling, with all that had been carried
   * @param origins for each row its founder
   * @param founders N, rows at the start
   */
  public static double relativeVariance(LogWeights weights, int[] origins, int founders) {
    double[] share = new double[founders];
    double[] w = weights.normalised();
    for (int i = 0; i < w.length; i++) {
      share[origins[i]] += w[i];
    }
    double squares = Arrays.stream(share).map(s -> s * s).sum();
    boolean one = Arrays.stream(share).filter(s -> s > 0).count() == 1;
    return one ? Double.NaN : Math.max(0, (squares * founders - 1) / (founders - 1));
  }

  /** Number of different states among the rows of a population. */
  public static <B extends Particles<B>> int differentStates(Population<B> population) {
    Set<B> different = new HashSet<>();
    for (int i = 0; i < population.size(); i++) {
      different.add(population.outlook().states().select(new int[] {i}));
    }
    return different.size();
  }
}
