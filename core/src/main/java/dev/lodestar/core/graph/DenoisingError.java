package dev.lodestar.core.graph;

import dev.lodestar.core.rng.Philox;

/**
 * How wrong a network is about the noise on a clean graph, averaged over noise levels: the training
 * loss of one graph. Graphs like those of the training set have a low one.
 *
 * <p>It is no likelihood: the bound on −log p weighs the levels otherwise (Song et al.,
 * 2101.09258), and is too noisy to tell single molecules apart at a few evaluations.
 *
 * @param network scores of noisy graphs
 * @param schedule its equations; every level of it is asked about once
 */
public record DenoisingError(GraphScore network, GraphSchedule schedule) {
  private static final long NODES = 0;
  private static final long EDGES = 1;

  /**
   * Mean squared error of the noise in units of its deviation: 0 where it is told exactly, 1 where
   * nothing is known; the mean of that of the atoms and that of the pairs.
   *
   * @param clean clean graphs
   * @param seed of the noise, the same for every graph
   * @return one a row
   */
  public double[] of(GraphParticles clean, long seed) {
    GraphShape shape = clean.shape();
    double[] out = new double[clean.size()];
    for (int level = 1; level <= schedule.steps(); level++) {
      double t = schedule.time(level);
      GraphField noised = GraphField.zero(clean.size(), shape);
      GraphField noise = GraphField.zero(clean.size(), shape);
      for (int i = 0; i < clean.size(); i++) {
        int n = clean.atoms()[i];
        put(
            clean.field().nodes(),
            noised.nodes(),
            noise.nodes(),
            i * shape.nodeNumbers(),
            n * shape.features(),
            schedule.nodes(),
            t,
            new Philox(seed, NODES, level, 0, 0));
        put(
            clean.field().edges(),
            noised.edges(),
            noise.edges(),
            i * shape.pairNumbers(),
            GraphShape.pairs(n),
            schedule.edges(),
            t,
            new Philox(seed, EDGES, level, 0, 0));
      }
      GraphField score = network.of(GraphParticles.clean(noised, clean.atoms()), t);
      for (int i = 0; i < out.length; i++) {
        int n = clean.atoms()[i];
        double nodes =
            error(
                score.nodes(),
                noise.nodes(),
                i * shape.nodeNumbers(),
                n * shape.features(),
                schedule.nodes().deviation(t));
        double edges =
            error(
                score.edges(),
                noise.edges(),
                i * shape.pairNumbers(),
                GraphShape.pairs(n),
                schedule.edges().deviation(t));
        out[i] += (n > 1 ? 0.5 * (nodes + edges) : nodes) / schedule.steps();
      }
    }
    return out;
  }

  private static void put(
      float[] clean,
      float[] noised,
      float[] noise,
      int from,
      int count,
      SdeSchedule part,
      double t,
      Philox rng) {
    for (int k = from; k < from + count; k++) {
      noise[k] = (float) rng.nextGaussian();
      noised[k] = (float) (part.scale(t) * clean[k] + part.deviation(t) * noise[k]);
    }
  }

  private static double error(float[] score, float[] noise, int from, int count, double deviation) {
    double sum = 0;
    for (int k = from; k < from + count; k++) {
      double off = deviation * score[k] + noise[k];
      sum += off * off;
    }
    return count == 0 ? 0 : sum / count;
  }
}
