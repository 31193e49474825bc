package dev.lodestar.core.exact;

import dev.lodestar.core.gaussian.LatentGuide;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.value.Objective;

/**
 * r(x) = constant + slope·x − ½ Σ curvature_i·x_i², under which the tilt of a Gaussian mixture is
 * one.
 *
 * @param slope shape [d]
 * @param curvature shape [d]; zeros for a linear reward
 */
public record QuadraticReward(double constant, double[] slope, double[] curvature)
    implements Objective<Latents>, LatentGuide {
  /** A linear reward. */
  public static QuadraticReward linear(double... slope) {
    return new QuadraticReward(0, slope, new double[slope.length]);
  }

  /** −½·stiffness·|x − centre|². */
  public static QuadraticReward around(double stiffness, double... centre) {
    double[] slope = new double[centre.length];
    double[] curvature = new double[centre.length];
    double constant = 0;
    for (int i = 0; i < centre.length; i++) {
      slope[i] = stiffness * centre[i];
      curvature[i] = stiffness;
      constant -= 0.5 * stiffness * centre[i] * centre[i];
    }
    return new QuadraticReward(constant, slope, curvature);
  }

  /** log E[exp(r/α)] under a law, and the law ∝ p·exp(r/α). */
  public GaussianMixture.Tilted tilt(GaussianMixture law, double alpha) {
    return law.tilted(constant / alpha, over(slope, alpha), over(curvature, alpha));
  }

  private static double[] over(double[] x, double alpha) {
    double[] out = new double[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = x[i] / alpha;
    }
    return out;
  }

  /** E[r] under a law. */
  public double mean(GaussianMixture law) {
    double[] centre = law.mean();
    double sum = constant - 0.5 * law.meanSquare(curvature);
    for (int i = 0; i < slope.length; i++) {
      sum += slope[i] * centre[i];
    }
    return sum;
  }

  @Override
  public double[] of(Latents clean) {
    int d = slope.length;
    double[] out = new double[clean.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = constant;
      for (int k = 0; k < d; k++) {
        double x = clean.data()[i * d + k];
        out[i] += x * (slope[k] - 0.5 * curvature[k] * x);
      }
    }
    return out;
  }

  @Override
  public Gradient at(Latents states, NoiseLevel level) {
    int d = slope.length;
    float[] out = new float[states.data().length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) (slope[k % d] - curvature[k % d] * states.data()[k]);
    }
    return new Gradient(of(states), out);
  }
}
