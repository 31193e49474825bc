package dev.lodestar.core.graph;

/**
 * The network of a diffusion on graphs: the score of the noisy states' distribution, for atoms and
 * pairs at once.
 *
 * <p>Must be deterministic, and row {@code i} of the answer must depend on row {@code i} alone.
 */
public interface GraphScore {
  /** Sizes of the graphs it knows. */
  GraphShape shape();

  /**
   * ∇ log p_t of the states, with respect to features and to the numbers of pairs.
   *
   * @param states noisy graphs at one time
   * @param time t in (0, 1]; 1 is pure noise
   * @return one row a state; zero for atoms and pairs that a graph does not have
   */
  GraphField of(GraphParticles states, double time);
}
