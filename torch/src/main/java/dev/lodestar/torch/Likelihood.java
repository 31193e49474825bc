package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenDenoiser;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An upper bound on −log p of sequences under a masked diffusion, by Monte Carlo; see {@link
 * Masking} for the estimator. Works with any denoiser.
 */
public final class Likelihood {
  private static final double MASKED_AT_END = 1 - 1e-3;
  private static final int PURPOSE = 6;

  private Likelihood() {}

  /**
   * Bounds on −log p(sequence), in nats; divide by the length for nats a token.
   *
   * <p>Unbiased for the bound; stratified over the number of masked positions. A row's estimate
   * depends on the row, its index and the seed.
   *
   * @param tokens finished sequences, shape [rows, length], values 0..V-1
   * @param draws states a sequence, at least 1; as many as positions visit every level once
   * @return shape [rows]
   */
  public static double[] bound(
      TokenDenoiser denoiser, int[] tokens, int rows, int length, int draws, long seed) {
    if (draws < 1) {
      throw new IllegalArgumentException("A bound needs at least one draw");
    }
    int v = denoiser.vocabulary();
    double[] out = new double[rows];
    int[] states = new int[draws * length];
    int[] counts = new int[draws];
    double[] noise = new double[draws];
    for (int r = 0; r < rows; r++) {
      SplittableRandom random = Draws.at(seed, r, PURPOSE);
      double offset = random.nextDouble();
      for (int k = 0; k < draws; k++) {
        System.arraycopy(tokens, r * length, states, k * length, length);
        counts[k] = Masking.count(length, k, draws, offset);
        double m = Masking.mask(states, k * length, length, counts[k], v, random);
        // σ with 1 − e^(−σ) = m; the log-linear schedule ends at m = 0.999.
        noise[k] = -Math.log1p(-Math.min(m, MASKED_AT_END));
      }
      float[] logits = logits(denoiser, states, draws, length, noise);
      for (int k = 0; k < draws; k++) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
          if (states[k * length + i] == v) {
            sum -= logProbability(logits, (k * length + i) * v, v, tokens[r * length + i]);
          }
        }
        out[r] += sum * length / counts[k] / draws;
      }
    }
    return out;
  }

  private static float[] logits(
      TokenDenoiser denoiser, int[] states, int draws, int length, double[] noise) {
    if (denoiser.timeIndependent()) {
      return denoiser.logits(states, draws, length, 0);
    }
    int size = length * denoiser.vocabulary();
    float[] out = new float[draws * size];
    for (int k = 0; k < draws; k++) {
      int[] state = Arrays.copyOfRange(states, k * length, (k + 1) * length);
      float[] one = denoiser.logits(state, 1, length, noise[k]);
      System.arraycopy(one, 0, out, k * size, size);
    }
    return out;
  }

  /** log softmax of one token's logit. */
  private static double logProbability(float[] logits, int at, int vocabulary, int token) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < vocabulary; k++) {
      highest = Math.max(highest, logits[at + k]);
    }
    double sum = 0;
    for (int k = 0; k < vocabulary; k++) {
      sum += Math.exp(logits[at + k] - highest);
    }
    return logits[at + token] - highest - Math.log(sum);
  }
}
