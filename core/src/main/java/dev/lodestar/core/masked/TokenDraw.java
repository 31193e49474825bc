package dev.lodestar.core.masked;

import java.util.random.RandomGenerator;

/**
 * How one token is drawn from unnormalised weights.
 *
 * <p>Every call takes the same number of uniforms, also where the answer is known beforehand
 * ({@link #skip}): a position's numbers then do not depend on which other positions are masked.
 */
public sealed interface TokenDraw {
  /** An index in 0..n-1, drawn in proportion to {@code weights[0..n)}. */
  int draw(double[] weights, int n, RandomGenerator rng);

  /** Passes over the uniforms of one draw. */
  void skip(int n, RandomGenerator rng);

  /** Inverse of the distribution function: one uniform a token. */
  record InverseCdf() implements TokenDraw {
    @Override
    public int draw(double[] weights, int n, RandomGenerator rng) {
      double total = 0;
      for (int k = 0; k < n; k++) {
        total += weights[k];
      }
      double left = rng.nextDouble() * total;
      // from the end: the mask, the likeliest by far, stands last
      for (int k = n - 1; k > 0; k--) {
        left -= weights[k];
        if (left < 0) {
          return k;
        }
      }
      return 0;
    }

    @Override
    public void skip(int n, RandomGenerator rng) {
      rng.nextDouble();
    }
  }

  /**
   * Race of exponential clocks in single precision, n uniforms a token: arg-max of q_k / (10⁻¹⁰ −
   * log(u_k + 10⁻¹⁰)), as the SVDD reference draws. Here so that its recorded uniforms can be
   * replayed.
   */
  record ExponentialRace() implements TokenDraw {
    @Override
    public int draw(double[] weights, int n, RandomGenerator rng) {
      int best = 0;
      float most = Float.NEGATIVE_INFINITY;
      for (int k = 0; k < n; k++) {
        float u = (float) rng.nextDouble();
        float clock = 1e-10f - (float) StrictMath.log(u + 1e-10f);
        float speed = (float) weights[k] / clock;
        if (speed > most) {
          most = speed;
          best = k;
        }
      }
      return best;
    }

    @Override
    public void skip(int n, RandomGenerator rng) {
      for (int k = 0; k < n; k++) {
        rng.nextDouble();
      }
    }
  }
}
