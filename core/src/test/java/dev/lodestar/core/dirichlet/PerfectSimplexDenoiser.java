package dev.lodestar.core.dirichlet;

import dev.lodestar.core.rng.Philox;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exact posterior of a distribution over V^L on the path of Dirichlet flow matching: p(x_0 | x)
 * ∝ p(x_0)·Π x[x_0]^t.
 *
 * @param data probabilities of the sequences, the first position the most significant
 */
record PerfectSimplexDenoiser(double[] data, int vocabulary, int length)
    implements SimplexDenoiser {
  /** The posterior of a distribution drawn at random. */
  static PerfectSimplexDenoiser random(int vocabulary, int length) {
    double[] p =
        IntStream.range(0, (int) Math.pow(vocabulary, length))
            .mapToDouble(i -> Math.exp(new Philox(2, length, i, 0, 0).nextGaussian()))
            .toArray();
    double total = Arrays.stream(p).sum();
    return new PerfectSimplexDenoiser(
        Arrays.stream(p).map(x -> x / total).toArray(), vocabulary, length);
  }

  @Override
  public float[] logits(float[] states, int rows, int l, double time) {
    int row = length * vocabulary;
    float[] out = new float[rows * row];
    for (int i = 0; i < rows; i++) {
      double[] p = new double[row];
      for (int s = 0; s < data.length; s++) {
        double joint = data[s];
        for (int k = 0; k < length; k++) {
          joint *= Math.pow(states[i * row + k * vocabulary + digit(s, k)], time);
        }
        for (int k = 0; k < length; k++) {
          p[k * vocabulary + digit(s, k)] += joint;
        }
      }
      for (int k = 0; k < row; k++) {
        out[i * row + k] = (float) Math.log(p[k]);
      }
    }
    return out;
  }

  private int digit(int sequence, int position) {
    return sequence / (int) Math.pow(vocabulary, length - 1 - position) % vocabulary;
  }
}
