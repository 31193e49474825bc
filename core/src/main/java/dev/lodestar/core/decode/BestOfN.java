package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;

/**
 * Best-of-N: N unguided designs for each one that is kept, the best by the reward.
 *
 * @param n unguided designs a design
 */
public record BestOfN(int n) implements Method {
  public BestOfN {
    Check.atLeastOne("n", n);
  }

  @Override
  public String name() {
    return "best-of-n";
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public Departure departure() {
    return new Departure.Chosen(n, false);
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    return Pretrained.unguided(steering, draws.children(n));
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    Population<B> next = Pretrained.unguided(steering, now, now.outlook());
    if (next.step() > 0) {
      return next;
    }
    double[] rewards = steering.value().of(next.outlook(), next.draws());
    return next.advanced(next.outlook(), rewards, LogWeights.ones(next.size()));
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return last.resampled(Choice.bestOfEach(last.values(), n), last.logZ());
  }
}
