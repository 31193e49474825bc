package dev.lodestar.core.exact;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.ValueFunction;

/**
 * p*(x) ∝ p_pre(x)·exp(r(x)/α) of mixture data under a quadratic reward, with Z and every v_t, for
 * processes whose designs follow the data's law: {@link MixtureProcess}, and in the limit of many
 * steps {@link dev.lodestar.core.gaussian.GaussianProcess}.
 *
 * @param alpha α, positive
 */
public record MixtureTarget(
    GaussianMixture data, QuadraticReward reward, double alpha, NoiseLevels levels) {

  /** log Z = log E_pre[exp(r/α)]. */
  public double logZ() {
    return reward.tilt(data, alpha).logZ();
  }

  /** p*. */
  public GaussianMixture law() {
    return reward.tilt(data, alpha).law();
  }

  /** v_t(x_t) = α·log E[exp(r(x_0)/α) | x_t], the reward at the data. */
  public ValueFunction<Latents> value() {
    return (outlook, draws) -> {
      double[] out = reward.of(outlook.states());
      if (outlook.step() > 0) {
        for (int i = 0; i < out.length; i++) {
          out[i] = alpha * reward.tilt(posterior(outlook, i), alpha).logZ();
        }
      }
      return out;
    };
  }

  /**
   * ∇v_t = α·(scale/deviation²)·(E*[x_0 | x_t] − E[x_0 | x_t]), the slope of the reward at the
   * data.
   */
  public Guide<Latents> guide() {
    return outlook -> {
      NoiseLevel level = levels.at(outlook.step());
      if (outlook.step() == 0) {
        return reward.at(outlook.states(), level).gradient();
      }
      int d = data.dimensions();
      float[] out = new float[outlook.states().data().length];
      double factor = alpha * level.scale() / (level.deviation() * level.deviation());
      for (int i = 0; i < outlook.size(); i++) {
        GaussianMixture posterior = posterior(outlook, i);
        double[] before = posterior.mean();
        double[] after = reward.tilt(posterior, alpha).law().mean();
        for (int k = 0; k < d; k++) {
          out[i * d + k] = (float) (factor * (after[k] - before[k]));
        }
      }
      return out;
    };
  }

  private GaussianMixture posterior(Outlook<Latents> outlook, int row) {
    double[] x = MixtureDenoiser.numbers(outlook.states(), row);
    return data.posterior(x, levels.at(outlook.step()));
  }
}
