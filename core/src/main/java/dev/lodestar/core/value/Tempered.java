package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A value that counts the less the noisier its state: γ_t·v̂_t, the reward itself at the data. For
 * a method at temperature α it is the value at temperature α/γ_t; estimates at high noise levels
 * are poor, and trusting them too early costs diversity.
 *
 * <p>Source: Kim, Kim, Park, "Test-time alignment of diffusion models without reward
 * over-optimization" (DAS, 2501.05803), tempering.
 *
 * @param value the value v̂
 * @param share γ_t in [0, 1] of a noise level; taken as 1 at level 0
 */
public record Tempered<B extends Particles<B>>(ValueFunction<B> value, IntToDoubleFunction share)
    implements ValueFunction<B> {

  /** γ_t = 1 − t/T. */
  public static IntToDoubleFunction linear(int steps) {
    return t -> 1 - (double) t / steps;
  }

  /**
   * γ_t = min(1, (1 + rate)^(T−t) − 1): from 0 at noise up to 1, which it reaches after log 2/log(1
   * + rate) steps.
   *
   * @param rate above 0
   */
  public static IntToDoubleFunction geometric(int steps, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("the rate of tempering must be above 0, not " + rate);
    }
    return t -> Math.min(1, StrictMath.pow(1 + rate, steps - t) - 1);
  }

  @Override
  public double[] of(Outlook<B> outlook, Draws draws) {
    double[] values = value.of(outlook, draws);
    if (outlook.step() == 0) {
      return values;
    }
    double gamma = share.applyAsDouble(outlook.step());
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException(
          "tempering shares must be in [0, 1], not " + gamma + " at step " + outlook.step());
    }
    // what is infeasible stays so, also where nothing else counts
    return Arrays.stream(values).map(v -> v == Double.NEGATIVE_INFINITY ? v : gamma * v).toArray();
  }
}
