package dev.lodestar.core.value;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import java.util.function.IntToDoubleFunction;

/**
 * The gradient of a differentiable value of masked states.
 *
 * @param guide the value and its gradient
 * @param time t in [0, 1] of a noise level
 * @param meter counts the gradients' network evaluations
 */
public record GradientGuide(TokenGuide guide, IntToDoubleFunction time, Meter meter)
    implements Guide<Tokens> {
  @Override
  public float[] gradient(Outlook<Tokens> outlook) {
    Tokens x = outlook.states();
    meter.network(x.size(), x.size());
    return guide.at(x.data(), x.size(), x.length(), time.applyAsDouble(outlook.step())).gradient();
  }
}
