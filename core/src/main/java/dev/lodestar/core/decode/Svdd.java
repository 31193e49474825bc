package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;

/**
 * SVDD, soft value-based decoding: every particle draws M children from the pre-trained kernel and
 * keeps one in proportion to exp(v̂/α); the best where α = 0. Particles never meet.
 *
 * <p>Source: Li, Zhao et al., "Derivative-free guidance in continuous and discrete diffusion models
 * with soft value-based decoding" (2408.08252), Algorithm 1.
 *
 * @param width M, children a particle
 * @param alpha α, temperature in reward units
 */
public record Svdd(int width, double alpha) implements Method {
  public Svdd {
    Check.atLeastOne("width", width);
    Check.notNegative("alpha", alpha);
  }

  @Override
  public String name() {
    return "svdd";
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public Departure departure() {
    return new Departure.Chosen(width, true);
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    return Pretrained.unguided(steering, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    Draws draws = now.draws();
    B children = now.outlook().propose(draws, width);
    Outlook<B> ahead = steering.process().look(children, now.step() - 1);
    double[] values = steering.value().of(ahead, draws.children(width));
    int[] winners = Choice.oneOfEach(values, width, alpha, draws);
    return now.advanced(
        ahead.select(winners), Choice.pick(values, winners), LogWeights.ones(now.size()));
  }
}
