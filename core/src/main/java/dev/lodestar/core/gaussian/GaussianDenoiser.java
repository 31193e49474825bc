package dev.lodestar.core.gaussian;

/**
 * The network of a Gaussian diffusion.
 *
 * <p>Must be deterministic, and row {@code i} of the answer must depend on row {@code i}, its
 * condition and the noise level alone.
 */
public interface GaussianDenoiser {
  /** Sizes of a state. */
  Shape shape();

  /** What the network predicts. */
  Head head();

  /** Number of conditions C it may be told; 0 where it can be told nothing. */
  default int conditions() {
    return 0;
  }

  /** Network evaluations a row costs. */
  default int evaluations() {
    return 1;
  }

  /**
   * One batched evaluation.
   *
   * @param states states and what is said of each, values of the conditions 0..C-1 or {@link
   *     Latents#NONE}
   * @param level their noise level
   * @return the prediction, shape [rows, channels, height, width]
   */
  float[] predict(Latents states, NoiseLevel level);
}
