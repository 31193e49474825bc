package dev.lodestar.core.graph;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import java.util.function.IntToDoubleFunction;

/**
 * A value of graphs learned by Monte-Carlo regression on roll-outs of the pre-trained model; the
 * reward itself at noise level 0. It sees the noisy state alone, so that the model is asked about
 * the winners only.
 *
 * <p>Source: SVDD (2408.08252), Algorithm 3 and section 4.1.
 *
 * @param network the learned value
 * @param objective the reward
 * @param time t in [0, 1] of a noise level
 * @param meter counts the value network's evaluations among the network's
 */
public record LearnedGraphValue(
    GraphValueNet network,
    Objective<GraphParticles> objective,
    IntToDoubleFunction time,
    Meter meter)
    implements ValueFunction<GraphParticles> {
  @Override
  public double[] of(Outlook<GraphParticles> outlook, Draws draws) {
    if (outlook.step() == 0) {
      return objective.of(outlook.cleanGuess());
    }
    GraphParticles states = outlook.states();
    meter.network(states.size(), states.size());
    return network.values(states, time.applyAsDouble(outlook.step()));
  }
}
