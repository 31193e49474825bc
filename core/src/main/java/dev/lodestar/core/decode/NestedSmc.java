package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resampler;

/**
 * Nested sequential Monte Carlo: every particle draws M children, keeps one in proportion to w =
 * exp(v̂/α)·p/q, as SVDD does, and is weighted by what its children promised on average, (1/M) Σ w
 * / exp(v̂_t/α); particles are resampled by that weight, as in SMC. Width 1 is SMC.
 *
 * <p>Weights of steps without resampling are carried, so that exp(log Z) is an unbiased estimate of
 * E_pre[exp(r/α)] whatever the values, the width and the proposal are; only a value of −∞ must be
 * true, since no particle comes back from it.
 *
 * <p>Source: tutorial 2501.09685, section 3.3; Naesseth, Lindsten, Schön, "Nested sequential Monte
 * Carlo methods" (1502.02536), Algorithm 2.
 *
 * @param width M, children a particle
 * @param alpha α, temperature in reward units
 * @param proposal where children come from
 * @param resampling how and when particles are resampled
 */
public record NestedSmc(int width, double alpha, Proposal proposal, Resampling resampling)
    implements Method {
  public NestedSmc {
    Check.atLeastOne("width", width);
    Check.positive("alpha", alpha);
  }

  /** With the pre-trained kernel, one population of all designs of the group. */
  public NestedSmc(int width, double alpha, Resampler resampler, double essThreshold) {
    this(width, alpha, new Proposal.Unguided(), new Resampling(resampler, essThreshold));
  }

  @Override
  public String name() {
    return proposal instanceof Proposal.Guided ? "twisted-nested-smc" : "nested-smc";
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
    proposal.check(steering, name());
    Draws draws = resampling.particlesOf(designs);
    Outlook<B> outlook = steering.process().look(steering.process().prior(draws), draws.step());
    double[] values = steering.value().of(outlook, draws);
    double[] potentials = Potentials.of(values, alpha);
    Population<B> fresh = Population.of(outlook, values, draws);
    return fresh.advanced(outlook, values, fresh.weights().times(potentials), potentials);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    Draws draws = now.draws();
    Proposal.Drawn<B> drawn = proposal.draw(steering, now.outlook(), draws, width);
    Outlook<B> ahead = steering.process().look(drawn.children(), now.step() - 1);
    double[] values = steering.value().of(ahead, draws.children(width));
    double[] children = Potentials.plus(Potentials.of(values, alpha), drawn.logRatio());
    int[] winners = Choice.oneOfEach(children, width, 1, draws);
    double[] promised = new double[winners.length];
    for (int i = 0; i < promised.length; i++) {
      promised[i] =
          LogWeights.logSumExp(children, i * width, (i + 1) * width) - StrictMath.log(width);
    }
    double[] kept = Choice.pick(values, winners);
    LogWeights weights = now.weights().times(Potentials.increments(promised, now.potentials()));
    Population<B> next =
        now.advanced(ahead.select(winners), kept, weights, Potentials.of(kept, alpha));
    return resampling.after(next, draws, steering.process().steps() - next.step());
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return resampling.finish(last);
  }
}
