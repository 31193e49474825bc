package dev.lodestar.torch;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import java.util.Arrays;
import java.util.List;

/**
 * Noisy images and the rewards their designs got.
 *
 * @param states at any noise levels
 * @param levels noise level of each state
 * @param targets rewards of each state's design, shape [states][rewards]
 */
public record ImageValueData(Latents states, List<NoiseLevel> levels, double[][] targets) {
  public ImageValueData {
    levels = List.copyOf(levels);
    if (levels.size() != states.size() || targets.length != states.size()) {
      throw new IllegalArgumentException(
          "%d states have %d noise levels and %d rewards"
              .formatted(states.size(), levels.size(), targets.length));
    }
    TrainingData.requireTargets("value", flat(targets), flat(targets).length);
  }

  /** Number of states. */
  public int size() {
    return states.size();
  }

  /** All rewards, row by row. */
  double[] flat() {
    return flat(targets);
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
