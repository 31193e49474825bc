package dev.lodestar.core.graph;

/**
 * A learned value of noisy graphs.
 *
 * <p>Must be deterministic, and the value of row {@code i} must depend on row {@code i} alone.
 */
public interface GraphValueNet {
  /**
   * Values of states, in reward units.
   *
   * @param states noisy graphs at one noise level
   * @param time t in [0, 1] of it; 1 is pure noise
   * @return one a row
   */
  double[] values(GraphParticles states, double time);
}
