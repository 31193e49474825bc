package dev.lodestar.core.graph;

import dev.lodestar.core.rng.Philox;
import java.util.random.RandomGenerator;

/**
 * The Langevin corrector: moves a state at its own noise level, x ← x + ε·s + √(2ε)·scale·z with ε
 * = 2α·(snr·‖z‖/‖s‖)², so that errors of the predictor are forgotten.
 *
 * <p>The norms ‖z‖ and ‖s‖ are those of the design itself, not means over a batch as in the public
 * scripts: a design does not depend on its company.
 *
 * <p>Source: Song et al. (2011.13456), algorithms 4 and 5; the scale on the noise is that of Jo et
 * al. (GDSS, 2202.02514).
 *
 * @param snr signal-to-noise ratio, above 0
 * @param scale share of the noise, at least 0
 */
public record Langevin(double snr, double scale) {
  /** The settings of the ZINC250k models: 0.2 and 0.9. */
  public static final Langevin PUBLISHED = new Langevin(0.2, 0.9);

  private static final long NODES = 0;
  private static final long EDGES = 1;

  public Langevin {
    if (!(snr > 0 && snr < Double.POSITIVE_INFINITY && scale >= 0 && scale < 1e6)) {
      throw new IllegalArgumentException(
          "a Langevin corrector needs a ratio above 0 and a scale of at least 0, not "
              + snr
              + " and "
              + scale);
    }
  }

  /**
   * ε of one part of a design where the noise is not drawn yet: with its expected norm.
   *
   * @param score from {@code from}, {@code count} numbers
   */
  double expectedStep(float[] score, int from, int count, double retained) {
    double signal = 0;
    for (int k = from; k < from + count; k++) {
      signal += (double) score[k] * score[k];
    }
    return signal == 0 ? 0 : 2 * retained * snr * snr * count / signal;
  }

  /** The corrected states. Both parts move by the score of the uncorrected state. */
  GraphParticles correct(
      GraphParticles x, GraphField score, int level, double retainedNodes, double retainedEdges) {
    GraphShape shape = x.shape();
    GraphField out = GraphField.zero(x.size(), shape);
    for (int i = 0; i < x.size(); i++) {
      int n = x.atoms()[i];
      part(
          x.field().nodes(),
          score.nodes(),
          out.nodes(),
          i * shape.nodeNumbers(),
          n * shape.features(),
          retainedNodes,
          new Philox(x.keys()[i], NODES, level, 0, 0));
      part(
          x.field().edges(),
          score.edges(),
          out.edges(),
          i * shape.pairNumbers(),
          GraphShape.pairs(n),
          retainedEdges,
          new Philox(x.keys()[i], EDGES, level, 0, 0));
    }
    return new GraphParticles(out, x.atoms(), x.keys());
  }

  private void part(
      float[] x,
      float[] score,
      float[] out,
      int from,
      int count,
      double retained,
      RandomGenerator rng) {
    double[] z = new double[count];
    double noise = 0;
    double signal = 0;
    for (int k = 0; k < count; k++) {
      z[k] = rng.nextGaussian();
      noise += z[k] * z[k];
      signal += (double) score[from + k] * score[from + k];
    }
    // no score, no direction to move in
    double step = signal == 0 ? 0 : 2 * retained * snr * snr * noise / signal;
    double spread = Math.sqrt(2 * step) * scale;
    for (int k = 0; k < count; k++) {
      out[from + k] = (float) (x[from + k] + step * score[from + k] + spread * z[k]);
    }
  }
}
