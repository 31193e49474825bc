package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphParticles;

/**
 * Noisy graphs and the rewards their designs got.
 *
 * @param states at any noise levels
 * @param times t of each state in [0, 1], shape [n]
 * @param targets rewards, shape [n]
 */
public record GraphValueData(GraphParticles states, double[] times, double[] targets) {
  public GraphValueData {
    TrainingData.requireTargets("value", targets, states.size());
    TrainingData.requireTargets("value (time)", times, states.size());
  }

  int size() {
    return states.size();
  }
}
