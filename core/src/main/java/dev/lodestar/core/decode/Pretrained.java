package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/** The pre-trained model, unguided: what every method is measured against. */
public record Pretrained() implements Method {
  @Override
  public String name() {
    return "pretrained";
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public Departure departure() {
    return new Departure.Chosen(1, false);
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    return unguided(steering, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    return unguided(steering, now, now.outlook());
  }

  /** A population without values. */
  static <B extends Particles<B>> Population<B> unguided(Steering<B> steering, Draws draws) {
    Outlook<B> outlook = steering.process().look(steering.process().prior(draws), draws.step());
    return Population.of(outlook, unknown(outlook.size()), draws);
  }

  /** One child a row from the kernel of {@code outlook}, without values. */
  static <B extends Particles<B>> Population<B> unguided(
      Steering<B> steering, Population<B> now, Outlook<B> outlook) {
    B children = outlook.propose(now.draws(), 1);
    Outlook<B> ahead = steering.process().look(children, now.step() - 1);
    return now.advanced(ahead, unknown(ahead.size()), LogWeights.ones(ahead.size()));
  }

  private static double[] unknown(int n) {
    double[] values = new double[n];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
