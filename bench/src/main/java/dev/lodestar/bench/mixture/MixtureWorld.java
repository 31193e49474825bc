package dev.lodestar.bench.mixture;

import dev.lodestar.bench.exact.Worth;
import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.exact.GaussianMixture;
import dev.lodestar.core.exact.MixtureDenoiser;
import dev.lodestar.core.exact.MixtureProcess;
import dev.lodestar.core.exact.MixtureTarget;
import dev.lodestar.core.exact.QuadraticReward;
import dev.lodestar.core.exact.QuadratureChain;
import dev.lodestar.core.gaussian.Ancestral;
import dev.lodestar.core.gaussian.Denoising;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.LatentGuides;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.ValueFunction;
import java.util.Optional;

/**
 * Mixture data, a quadratic reward, and everything about p* that is known. Read-only once made.
 *
 * @param title for readers
 * @param chain where it is the DDPM sampler that is steered, its own law by quadrature; empty where
 *     kernels are the exact mixtures and all is in closed form
 */
record MixtureWorld(
    String name, String title, MixtureTarget target, Optional<QuadratureChain> chain) {
  /** Bins of equal probability under p* that designs are sorted into. */
  static final int BINS = 20;

  /** A world whose sampler takes DDPM steps; of one number. */
  static MixtureWorld stepped(String name, String title, MixtureTarget target) {
    GaussianProcess process = ddpm(target, new Meter(Budget.unlimited()));
    QuadratureChain chain = new QuadratureChain(process, target.reward(), target.alpha(), 8, 1.5);
    return new MixtureWorld(name, title, target, Optional.of(chain));
  }

  /** A world whose sampler has the exact kernels. */
  static MixtureWorld exact(String name, String title, MixtureTarget target) {
    return new MixtureWorld(name, title, target, Optional.empty());
  }

  private static GaussianProcess ddpm(MixtureTarget target, Meter meter) {
    return new GaussianProcess(
        new MixtureDenoiser(target.data(), Head.VELOCITY),
        target.levels(),
        Denoising.by(new Ancestral()),
        meter);
  }

  GaussianMixture data() {
    return target.data();
  }

  QuadraticReward reward() {
    return target.reward();
  }

  double alpha() {
    return target.alpha();
  }

  NoiseLevels levels() {
    return target.levels();
  }

  double logZ() {
    return chain.map(QuadratureChain::logZ).orElseGet(target::logZ);
  }

  /** Mean reward under p*, or under the pre-trained model. */
  double meanReward(boolean tilted) {
    return chain
        .map(c -> c.mean(reward(), tilted))
        .orElseGet(() -> reward().mean(tilted ? target.law() : data()));
  }

  /** KL(p* ‖ p_pre) in nats. */
  double divergence() {
    return meanReward(true) / alpha() - logZ();
  }

  /** Bounds of bins of about equal probability under p*, shape [d, BINS − 1]. */
  double[][] bounds() {
    double[][] out = new double[data().dimensions()][BINS - 1];
    GaussianMixture law = target.law();
    for (int i = 0; i < out.length; i++) {
      if (chain.isPresent()) {
        out[i] = chain.get().quantiles(BINS, true);
        continue;
      }
      for (int b = 1; b < BINS; b++) {
        out[i][b - 1] = law.quantile(i, (double) b / BINS);
      }
    }
    return out;
  }

  /** Probability of each bin under p*. */
  double[] shares(int dimension, double[] bounds) {
    double[] below = new double[bounds.length];
    if (chain.isPresent()) {
      below = chain.get().below(bounds, true);
    } else {
      GaussianMixture law = target.law();
      for (int b = 0; b < bounds.length; b++) {
        below[b] = law.below(dimension, bounds[b]);
      }
    }
    double[] out = new double[bounds.length + 1];
    for (int b = 0; b < out.length; b++) {
      out[b] = (b < below.length ? below[b] : 1) - (b > 0 ? below[b - 1] : 0);
    }
    return out;
  }

  /**
   * What a method gets: the process, the value and its slope, which for the posterior mean is DPS.
   *
   * @param scorer the reward, counted by its maker
   */
  Steering<Latents> steering(Worth worth, Meter meter, Objective<Latents> scorer) {
    GaussianProcess stepped = ddpm(target, meter);
    ReverseProcess<Latents> process =
        chain.isPresent() ? stepped : new MixtureProcess(data(), levels(), meter);
    ValueFunction<Latents> value =
        worth == Worth.POSTERIOR_MEAN
            ? new PosteriorMean<>(scorer)
            : chain.map(c -> c.value(scorer)).orElseGet(target::value);
    Guide<Latents> guide =
        worth == Worth.POSTERIOR_MEAN
            ? LatentGuides.ofReward(stepped, reward(), meter)
            : target.guide();
    return new Steering<>(process, value, Optional.of(guide));
  }
}
