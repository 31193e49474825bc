package dev.lodestar.core.exact;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.rng.Philox;
import java.util.random.RandomGenerator;

/**
 * A denoiser whose logits are drawn at random for every state, and for every noise level unless it
 * is time-independent: consistent with no distribution, as trained networks are. What is exact for
 * it does not rest on a nice special case.
 *
 * @param seed which one
 * @param vocabulary V
 * @param spread standard deviation of the logits
 * @param timeIndependent whether the noise level is ignored
 */
public record ArbitraryDenoiser(long seed, int vocabulary, double spread, boolean timeIndependent)
    implements TokenDenoiser {
  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    float[] out = new float[rows * length * vocabulary];
    long level = timeIndependent ? 0 : Double.doubleToLongBits(noise);
    for (int i = 0; i < rows; i++) {
      long state = 1;
      for (int l = 0; l < length; l++) {
        state = state * (vocabulary + 1) + tokens[i * length + l];
      }
      RandomGenerator rng = new Philox(seed, 0, state, level, length);
      for (int k = 0; k < length * vocabulary; k++) {
        out[i * length * vocabulary + k] = (float) (spread * rng.nextGaussian());
      }
    }
    return out;
  }
}
