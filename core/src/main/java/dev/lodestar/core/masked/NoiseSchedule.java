package dev.lodestar.core.masked;

/** How much of a token sequence is noise at each noise level. */
public interface NoiseSchedule {
  /** T, the number of denoising steps. */
  int steps();

  /** Time of a noise level in [0, 1]: 1 at step T, evenly spaced. */
  double time(int step);

  /** Probability that the noise has replaced a token, below 1. */
  double move(int step);

  /** σ = −log(1 − move) of a noise level, what time-conditioned networks are given. */
  default double sigma(int step) {
    return -StrictMath.log1p(-move(step));
  }
}
