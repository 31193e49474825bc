package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resampler;

/**
 * Sequential Monte Carlo with the pre-trained kernel as proposal: one child a particle, weighted by
 * exp((v̂_{t-1} − v̂_t)/α); the population is resampled where its effective sample size falls below
 * a share of its size, and at the data.
 *
 * <p>Weights of steps without resampling are carried, so that exp(log Z) is an unbiased estimate of
 * E_pre[exp(r/α)] whatever the values are; only a value of −∞ must be true, since no particle comes
 * back from it.
 *
 * <p>Source: tutorial 2501.09685, section 3.1; Del Moral, Doucet, Jasra, "Sequential Monte Carlo
 * samplers", 2006.
 *
 * @param alpha α, temperature in reward units
 * @param resampling how and when particles are resampled
 */
public record Smc(double alpha, Resampling resampling) implements Method {
  public Smc {
    Check.positive("alpha", alpha);
  }

  /**
   * One population of all designs of the group.
   *
   * @param resampler resampling scheme
   * @param essThreshold resample below this share of the population; 1 for every step, 0 for only
   *     the last
   */
  public Smc(double alpha, Resampler resampler, double essThreshold) {
    this(alpha, new Resampling(resampler, essThreshold));
  }

  @Override
  public String name() {
    return "smc";
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
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws designs) {
    Draws draws = resampling.particlesOf(designs);
    Outlook<B> outlook = steering.process().look(steering.process().prior(draws), draws.step());
    double[] values = steering.value().of(outlook, draws);
    Population<B> fresh = Population.of(outlook, values, draws);
    double[] none = new double[values.length];
    return fresh.advanced(outlook, values, fresh.weights().times(increments(none, values)));
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    B children = now.outlook().propose(now.draws(), 1);
    Outlook<B> ahead = steering.process().look(children, now.step() - 1);
    double[] values = steering.value().of(ahead, now.draws());
    LogWeights weights = now.weights().times(increments(now.values(), values));
    Population<B> next = now.advanced(ahead, values, weights);
    return resampling.after(next, now.draws(), steering.process().steps() - next.step());
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return resampling.finish(last);
  }

  /** Log of exp((after − before)/α); what is infeasible has weight zero. */
  private double[] increments(double[] before, double[] after) {
    double[] out = new double[after.length];
    for (int i = 0; i < out.length; i++) {
      // a particle that had no feasible future and was kept for want of a better one starts anew
      double from = before[i] == Double.NEGATIVE_INFINITY ? 0 : before[i];
      out[i] = (after[i] - from) / alpha;
    }
    return out;
  }
}
