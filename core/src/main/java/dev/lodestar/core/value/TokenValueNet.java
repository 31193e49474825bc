package dev.lodestar.core.value;

/** A learned value of a masked state at a noise level. */
public interface TokenValueNet {
  /**
   * Values in reward units.
   *
   * @param tokens states, shape [rows, length], the mask being token V
   * @param time t in [0, 1]; 0 is the data
   * @return shape [rows]
   */
  double[] values(int[] tokens, int rows, int length, double time);
}
