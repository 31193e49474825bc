package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/**
 * SVDD with gradient-guided children: every particle draws M children from the tilted kernel q and
 * keeps one in proportion to exp(v̂/α)·p/q; the best by value where α = 0. Particles never meet.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 1 with a general proposal; tutorial 2501.09685, section
 * 3.2.
 *
 * @param width M, children a particle
 * @param alpha α, temperature in reward units
 * @param strength of the guidance in inverse reward units; 0 is SVDD
 */
public record TwistedSvdd(int width, double alpha, double strength) implements Method {
  public TwistedSvdd {
    Check.atLeastOne("width", width);
    Check.notNegative("alpha", alpha);
    Check.notNegative("strength", strength);
  }

  @Override
  public String name() {
    return "twisted-svdd";
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
    new Proposal.Guided(strength).check(steering, name());
    return Pretrained.unguided(steering, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    Draws draws = now.draws();
    Proposal.Drawn<B> drawn =
        new Proposal.Guided(strength).draw(steering, now.outlook(), draws, width);
    Outlook<B> ahead = steering.process().look(drawn.children(), now.step() - 1);
    double[] values = steering.value().of(ahead, draws.children(width));
    int[] winners =
        alpha == 0
            ? Choice.bestOfEach(values, width)
            : Choice.oneOfEach(
                Potentials.plus(Potentials.of(values, alpha), drawn.logRatio()), width, 1, draws);
    double[] ratio = Choice.pick(drawn.logRatio(), winners);
    return now.advanced(
            ahead.select(winners), Choice.pick(values, winners), LogWeights.ones(now.size()))
        .diverging(Arrays.stream(ratio).map(r -> -r).toArray());
  }
}
