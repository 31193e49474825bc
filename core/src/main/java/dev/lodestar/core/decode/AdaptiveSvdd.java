package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;

/**
 * SVDD at a temperature that is chosen for each particle at each step: the lowest at which its
 * children's weights exp(v̂/α) stay as equal as {@code spread} asks for. It works alike for rewards
 * of any scale.
 *
 * @param width M, children a particle
 * @param spread how unequal the weights may become
 * @param alpha the lowest temperature in reward units; 0 for no limit
 */
public record AdaptiveSvdd(int width, Spread spread, double alpha) implements Method {
  public AdaptiveSvdd {
    Check.atLeastOne("width", width);
    Check.notNegative("alpha", alpha);
  }

  @Override
  public String name() {
    return "adaptive-svdd";
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
    int[] winners = Choice.oneOfEach(scaled(values), width, 1, draws);
    return now.advanced(
        ahead.select(winners), Choice.pick(values, winners), LogWeights.ones(now.size()));
  }

  /** v̂/α of every child at the temperature of its siblings. */
  private double[] scaled(double[] values) {
    double[] out = new double[values.length];
    for (int from = 0; from < out.length; from += width) {
      double t = spread.temperature(values, from, from + width, alpha);
      int best = Choice.best(values, from, from + width);
      for (int j = from; j < from + width; j++) {
        // at temperature 0 the best has all the weight
        out[j] = t > 0 ? values[j] / t : j == best ? 0 : Double.NEGATIVE_INFINITY;
      }
    }
    return out;
  }
}
