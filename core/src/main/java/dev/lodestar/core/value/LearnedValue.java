package dev.lodestar.core.value;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * A value learned by Monte-Carlo regression on roll-outs of the pre-trained model; the reward
 * itself at noise level 0.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 3 and section 4.1.
 *
 * @param network the learned value
 * @param objective the reward
 * @param time t in [0, 1] of a noise level
 * @param meter counts the value network's evaluations among the network's
 */
public record LearnedValue(
    TokenValueNet network, Objective<Tokens> objective, IntToDoubleFunction time, Meter meter)
    implements ValueFunction<Tokens> {
  @Override
  public double[] of(Outlook<Tokens> outlook, Draws draws) {
    if (outlook.step() == 0) {
      return objective.of(outlook.cleanGuess());
    }
    Tokens states = outlook.states();
    Map<Tokens, Integer> numbers = new LinkedHashMap<>();
    List<Integer> firsts = new ArrayList<>();
    int[] number = new int[states.size()];
    for (int i = 0; i < number.length; i++) {
      int next = numbers.size();
      number[i] = numbers.computeIfAbsent(states.select(new int[] {i}), s -> next);
      if (number[i] == next) {
        firsts.add(i);
      }
    }
    Tokens distinct = states.select(firsts.stream().mapToInt(Integer::intValue).toArray());
    meter.network(distinct.size(), states.size());
    double[] values =
        network.values(
            distinct.data(),
            distinct.size(),
            distinct.length(),
            time.applyAsDouble(outlook.step()));
    double[] out = new double[number.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[number[i]];
    }
    return out;
  }
}
