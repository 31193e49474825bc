package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;

/**
 * Classifier-free guidance, the baseline that needs a conditional model and no reward: draws from a
 * process whose network mixes what it says when told the condition and when told nothing, see
 * {@link dev.lodestar.core.masked.GuidedDenoiser}. The process to steer is the task's guided one at
 * this strength.
 *
 * <p>Source: Ho and Salimans, "Classifier-free diffusion guidance" (2207.12598), Algorithm 2; for
 * discrete states Nisonoff et al. (2406.01572) and Schiff et al. (2412.10193).
 *
 * @param strength w: 0 is the unconditional model, 1 the conditional one
 */
public record ClassifierFreeGuidance(double strength) implements Method {
  public ClassifierFreeGuidance {
    Check.notNegative("strength", strength);
  }

  @Override
  public String name() {
    return "classifier-free-guidance";
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    return Pretrained.unguided(steering, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    return Pretrained.unguided(steering, now, now.outlook());
  }
}
