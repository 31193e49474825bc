package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/**
 * Value-based beam search: a design has B beams; each draws M children, and the best B of the B·M
 * go on. One beam is greedy SVDD. Where several designs form a pool, they share their beams, and
 * the best of the pool become its designs.
 *
 * <p>Equal states fill one beam, not many, while others are left: a step of masked diffusion leaves
 * most children equal to their parent.
 *
 * <p>Source: tutorial 2501.09685, section 3.2, value-based importance sampling as α → 0.
 *
 * @param beams B, beams a design
 * @param width M, children a beam
 * @param pool designs that share their beams; 1 keeps designs apart
 */
public record Beam(int beams, int width, int pool) implements Method {
  public Beam {
    Check.atLeastOne("beams", beams);
    Check.atLeastOne("width", width);
    Check.atLeastOne("pool", pool);
  }

  @Override
  public String name() {
    return "beam";
  }

  @Override
  public boolean independent() {
    return pool == 1;
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws designs) {
    return pools().start(steering, designs);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    B children = now.outlook().propose(now.draws(), width);
    Outlook<B> ahead = steering.process().look(children, now.step() - 1);
    double[] values = steering.value().of(ahead, now.draws().children(width));
    int[] poolsOfParents = pools().of(now);
    int[] poolsOfChildren = new int[values.length];
    Arrays.setAll(poolsOfChildren, c -> poolsOfParents[c / width]);
    int[] winners =
        pools().best(children, values, poolsOfChildren, now.draws().designs(), n -> n * beams);
    int[] parents = Arrays.stream(winners).map(c -> c / width).toArray();
    return now.resampled(parents, now.logZ())
        .advanced(
            ahead.select(winners), Choice.pick(values, winners), LogWeights.ones(winners.length));
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return pools().finish(last);
  }

  private Pools pools() {
    return new Pools(pool, beams);
  }
}
