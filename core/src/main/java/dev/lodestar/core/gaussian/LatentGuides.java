package dev.lodestar.core.gaussian;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.value.Guide;

/** Gradients that guide Gaussian diffusion. */
public final class LatentGuides {
  private LatentGuides() {}

  /**
   * Classifier guidance: the gradient of a learned value of the noisy states.
   *
   * <p>Source: Dhariwal and Nichol (2105.05233), section 4.
   *
   * @param levels of the process that is guided
   * @param meter counts one network evaluation a row
   */
  public static Guide<Latents> ofValue(LatentGuide value, NoiseLevels levels, Meter meter) {
    return outlook -> {
      Latents x = outlook.states();
      meter.network(x.size(), x.size());
      return fitting(value.at(x, levels.at(outlook.step())).gradient(), x, "value");
    };
  }

  /**
   * DPS: the gradient of r(x̂_0(x_t)) through the denoiser, (∂x̂_0/∂x_t)ᵀ·∇r. What is known has no
   * gradient; thresholding counts as if it had changed nothing.
   *
   * <p>Source: Chung et al. (2209.14687), equation 16 and Algorithm 1.
   *
   * @param reward differentiable at clean states
   * @param meter counts a row's network evaluations once more, for the way back
   * @throws IllegalArgumentException where the process's network cannot be differentiated
   */
  public static Guide<Latents> ofReward(GaussianProcess process, LatentGuide reward, Meter meter) {
    if (!(process.network() instanceof GradientDenoiser network)) {
      throw new IllegalArgumentException(
          "DPS needs a denoiser that can be differentiated, and "
              + process.network().getClass().getSimpleName()
              + " cannot; svdd and smc need no gradient.");
    }
    return outlook -> {
      Latents x = outlook.states();
      Latents clean = outlook.cleanGuess();
      float[] slope = fitting(reward.at(clean, NoiseLevel.DATA).gradient(), x, "reward").clone();
      if (outlook.step() == 0) {
        return slope;
      }
      NoiseLevel level = process.levels().at(outlook.step());
      int row = x.shape().numbers();
      for (int k = 0; k < slope.length; k++) {
        slope[k] = process.denoising().known().where().get(k % row) ? 0 : slope[k];
      }
      float[] cotangent = scaled(slope, network.head().outputShare(level));
      int evaluations = Math.multiplyExact(x.size(), network.evaluations());
      meter.network(evaluations, evaluations);
      float[] out = fitting(network.pullback(x, level, cotangent), x, "denoiser").clone();
      double direct = network.head().stateShare(level);
      for (int k = 0; k < out.length; k++) {
        out[k] += (float) (direct * slope[k]);
      }
      return out;
    };
  }

  private static float[] scaled(float[] x, double by) {
    float[] out = new float[x.length];
    for (int k = 0; k < x.length; k++) {
      out[k] = (float) (by * x[k]);
    }
    return out;
  }

  private static float[] fitting(float[] gradient, Latents x, String whose) {
    if (gradient.length != x.data().length) {
      throw new IllegalStateException(
          "the " + whose + " gave a gradient of " + gradient.length + " numbers for " + x);
    }
    return gradient;
  }
}
