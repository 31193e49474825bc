package dev.lodestar.core.exact;

import dev.lodestar.core.gaussian.FlowSchedule;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Spacing;
import dev.lodestar.core.gaussian.TableSchedule;

/** The mixtures that methods and solvers are measured on. */
public final class Mixtures {
  private Mixtures() {}

  /** Two bumps of one number. */
  public static GaussianMixture line() {
    return new GaussianMixture(
        new double[] {0.6, 0.4}, new double[][] {{-1}, {1.2}}, new double[][] {{0.16}, {0.09}});
  }

  /** Three bumps in the plane. */
  public static GaussianMixture plane() {
    return new GaussianMixture(
        new double[] {0.5, 0.3, 0.2},
        new double[][] {{-1, 0}, {1, 1}, {0.5, -1}},
        new double[][] {{0.1, 0.3}, {0.2, 0.05}, {0.15, 0.15}});
  }

  /** Two bumps of eight numbers. */
  public static GaussianMixture eight() {
    double[][] means = new double[2][8];
    double[][] variances = new double[2][8];
    for (int i = 0; i < 8; i++) {
      means[0][i] = i % 2 == 0 ? 0.6 : -0.4;
      means[1][i] = -0.5;
      variances[0][i] = 0.1 + 0.05 * i;
      variances[1][i] = 0.3;
    }
    return new GaussianMixture(new double[] {0.7, 0.3}, means, variances);
  }

  /** So many steps down the straight path. */
  public static NoiseLevels straight(int steps) {
    return new FlowSchedule().levels(steps);
  }

  /** So many steps down the cosine schedule, from nearly nothing but noise. */
  public static NoiseLevels cosine(int steps) {
    return new Spacing.Trailing().levels(TableSchedule.cosine(1000), steps);
  }
}
