package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.process.Particles;
import java.util.Arrays;
import java.util.List;

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

  /** Number of states. */
  public int size() {
    return states.size();
  }

  /** All of several, in their order. */
  public static GraphValueData join(List<GraphValueData> parts) {
    return new GraphValueData(
        Particles.join(parts.stream().map(GraphValueData::states).toList()),
        parts.stream().flatMapToDouble(p -> Arrays.stream(p.times)).toArray(),
        parts.stream().flatMapToDouble(p -> Arrays.stream(p.targets)).toArray());
  }
}
