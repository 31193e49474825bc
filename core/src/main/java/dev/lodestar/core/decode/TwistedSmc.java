package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;

/**
 * Twisted sequential Monte Carlo: particles move by the gradient-guided kernel q and are weighted
 * by p/q·exp((v̂_{t-1} − v̂_t)/α), so that the guidance's first-order error is made good and log Z
 * stays unbiased.
 *
 * <p>Source: Wu, Trippe et al., "Practical and asymptotically exact conditional sampling in
 * diffusion models" (TDS, 2306.17775), Algorithm 1.
 *
 * @param alpha α, temperature in reward units
 * @param strength of the guidance in inverse reward units, 1/α in the paper; 0 is SMC
 * @param resampling how and when particles are resampled
 */
public record TwistedSmc(double alpha, double strength, Resampling resampling) implements Method {
  public TwistedSmc {
    Check.positive("alpha", alpha);
    Check.notNegative("strength", strength);
  }

  /** With the paper's strength, 1/α. */
  public TwistedSmc(double alpha, Resampling resampling) {
    this(alpha, 1 / alpha, resampling);
  }

  @Override
  public String name() {
    return "twisted-smc";
  }

  @Override
  public boolean independent() {
    return resampling.independent();
  }

  @Override
  public Departure departure() {
    return new Departure.Tilted(alpha, true);
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    new Proposal.Guided(strength).check(steering, name());
    return oneChild().start(steering, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    return oneChild().step(steering, now);
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return resampling.finish(last);
  }

  private NestedSmc oneChild() {
    return new NestedSmc(1, alpha, new Proposal.Guided(strength), resampling);
  }
}
