package dev.lodestar.core.exact;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.value.ValueFunction;
import java.util.Arrays;

/**
 * A value looked up in a table.
 *
 * @param states numbering of the states
 * @param table values in reward units, shape [T + 1, states]
 */
public record ExactValue(MaskedStates states, double[][] table) implements ValueFunction<Tokens> {
  /** The exact soft value v_t(x_t) = α log E[exp(r(x_0)/α) | x_t]. */
  public static ExactValue of(ExactTarget target) {
    return new ExactValue(target.process().states(), target.values());
  }

  @Override
  public double[] of(Outlook<Tokens> outlook, Draws draws) {
    double[] level = table[outlook.step()];
    return Arrays.stream(states.indices(outlook.states())).mapToDouble(s -> level[s]).toArray();
  }
}
