package dev.lodestar.torch;

/**
 * Noisy states and the rewards their designs got.
 *
 * @param states tokens 0..V, V the mask, shape [n][length]
 * @param times t of each state in [0, 1], shape [n]
 * @param targets rewards, shape [n]
 */
public record ValueData(int[][] states, double[] times, double[] targets) {
  public ValueData {
    TrainingData.requireTargets("value", targets, states.length);
    TrainingData.requireTargets("value (time)", times, states.length);
  }

  /** No data. */
  public static ValueData none() {
    return new ValueData(new int[0][], new double[0], new double[0]);
  }

  int size() {
    return states.length;
  }
}
