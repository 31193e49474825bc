package dev.lodestar.core.exact;

import dev.lodestar.core.gaussian.GradientDenoiser;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import java.util.List;

/**
 * The perfect network of mixture data: E[x_0 | x_t] in closed form, in the words of any head, with
 * its Jacobian (scale/deviation²)·Cov(x_0 | x_t).
 *
 * @param free the data of which nothing is told
 * @param told the data under each condition; may be empty
 * @param head what it predicts
 */
public record MixtureDenoiser(GaussianMixture free, List<GaussianMixture> told, Head head)
    implements GradientDenoiser {
  public MixtureDenoiser {
    told = List.copyOf(told);
  }

  /** Of data of one kind. */
  public MixtureDenoiser(GaussianMixture data, Head head) {
    this(data, List.of(), head);
  }

  @Override
  public Shape shape() {
    return Shape.vector(free.dimensions());
  }

  @Override
  public int conditions() {
    return told.size();
  }

  private GaussianMixture posterior(Latents states, int row, NoiseLevel level) {
    int condition = states.conditions()[row];
    GaussianMixture data = condition == Latents.NONE ? free : told.get(condition);
    return data.posterior(numbers(states, row), level);
  }

  /** One row in double precision. */
  static double[] numbers(Latents states, int row) {
    int d = states.shape().numbers();
    double[] out = new double[d];
    for (int k = 0; k < d; k++) {
      out[k] = states.data()[row * d + k];
    }
    return out;
  }

  @Override
  public float[] predict(Latents states, NoiseLevel level) {
    int d = free.dimensions();
    double ofState = head.stateShare(level);
    double ofOutput = head.outputShare(level);
    float[] out = new float[states.data().length];
    for (int i = 0; i < states.size(); i++) {
      double[] clean = posterior(states, i, level).mean();
      for (int k = 0; k < d; k++) {
        out[i * d + k] = (float) ((clean[k] - ofState * states.data()[i * d + k]) / ofOutput);
      }
    }
    return out;
  }

  @Override
  public float[] pullback(Latents states, NoiseLevel level, float[] cotangent) {
    int d = free.dimensions();
    double ofState = head.stateShare(level);
    double ofOutput = head.outputShare(level);
    double slope = level.scale() / (level.deviation() * level.deviation());
    float[] out = new float[cotangent.length];
    for (int i = 0; i < states.size(); i++) {
      double[] c = new double[d];
      for (int k = 0; k < d; k++) {
        c[k] = cotangent[i * d + k];
      }
      double[] spread = posterior(states, i, level).covarianceTimes(c);
      for (int k = 0; k < d; k++) {
        out[i * d + k] = (float) ((slope * spread[k] - ofState * c[k]) / ofOutput);
      }
    }
    return out;
  }
}
