package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;

/**
 * A value that something cheap gives to noisy states, while the reward itself judges the data: an
 * expensive reward is paid for finished designs alone.
 *
 * <p>What methods aim at stays the same, since v_0 = r: methods that weigh correct at the data for
 * what the cheap value promised. The two should be of one scale.
 *
 * @param noisy value of noisy states, made of the cheap scorer
 * @param reward the reward, which is the value at noise level 0
 * @param <B> batch of states
 */
public record Surrogate<B extends Particles<B>>(ValueFunction<B> noisy, Objective<B> reward)
    implements ValueFunction<B> {
  @Override
  public double[] of(Outlook<B> outlook, Draws draws) {
    return outlook.step() == 0 ? reward.of(outlook.cleanGuess()) : noisy.of(outlook, draws);
  }
}
