package dev.lodestar.core.graph;

import dev.lodestar.core.rng.Philox;
import java.util.Arrays;

/**
 * A lower bound on the probability that a diffusion on graphs gives to a molecule.
 *
 * <p>The model is the reverse equation from pure noise down to time τ, then a draw of each atom's
 * kind and each pair's order from its own noisy numbers alone. For a clean graph x with n atoms
 *
 * <pre>
 * log P(x) ≥ log P(n) − KL(q(x_1|x) ‖ prior) + E log P(x|x_τ)
 *            − ½ ∫ from τ to 1 of E Σ g(t)² ‖s(x_t, t) − ∇ log q(x_t|x)‖² dt,
 * </pre>
 *
 * the sum over the two parts, atoms and pairs (Song, Durkan, Murray, Ermon, "Maximum likelihood
 * training of score-based diffusion models", 2101.09258, theorem 3 in its denoising form; Kingma et
 * al., "Variational diffusion models", 2107.00630, equation 11). There is no corrector in it, and
 * no divergence of the network.
 *
 * <p><b>Dequantisation.</b> A clean graph is discrete. What makes it a density's argument is the
 * noise of time τ itself, and P(x|x_τ) brings it back (2107.00630, section 3.3): of all kinds, or
 * absence, and of the orders 0 to 3, each number's own likelihood, normalised. Nothing is added to
 * the data and no uniform noise is subtracted again.
 *
 * <p><b>Numberings.</b> A network that treats atoms alike gives every numbering of the atoms the
 * same bound; log(n!/|Aut|) is added, so that the bound is of the molecule. It is of one Kekulé
 * form; other forms, and graphs that valence correction turns into the same molecule, would only
 * raise it.
 *
 * <p>The integral is estimated at one time in each of {@code strata} equal stretches; the estimate,
 * not the bound, has the error of that. The same noise meets every graph of the same size.
 *
 * @param network scores of noisy graphs
 * @param schedule its equations; the number of steps is not looked at
 * @param counts the model's numbers of atoms
 * @param start τ, in (0, 1)
 * @param strata network evaluations a graph
 */
public record GraphLikelihood(
    GraphScore network, GraphSchedule schedule, AtomCounts counts, double start, int strata) {
  private static final long NODES = 0;
  private static final long EDGES = 1;
  private static final long TIME = 2;

  /** Draws of x_τ, which need no network. */
  private static final int READINGS = 16;

  private static final int ORDERS = 4;

  public GraphLikelihood {
    if (!(start > 0 && start < 1) || strata < 1) {
      throw new IllegalArgumentException(
          "a likelihood needs a start in (0, 1) and a stretch of time, not "
              + start
              + " and "
              + strata);
    }
  }

  /**
   * Estimated lower bounds of log P, nats a molecule; −∞ where the model draws no graph of that
   * size.
   *
   * @param clean clean graphs
   * @param seed of the noise
   */
  public double[] of(GraphParticles clean, long seed) {
    double[] out = path(clean, seed);
    for (int i = 0; i < out.length; i++) {
      out[i] +=
          counts.logProbability(clean.atoms()[i])
              + GraphSymmetry.logNumberings(clean, i)
              + reading(clean, i, seed);
    }
    return out;
  }

  /**
   * What the path from τ to the prior takes: minus the divergence from the prior and minus the
   * integral, for numbers that need not be those of a graph.
   */
  double[] path(GraphParticles clean, long seed) {
    GraphShape shape = clean.shape();
    double[] out = new double[clean.size()];
    for (int i = 0; i < out.length; i++) {
      Row row = new Row(shape, i, clean.atoms()[i]);
      out[i] =
          -prior(clean.field().nodes(), row.node, row.nodes, schedule.nodes())
              - prior(clean.field().edges(), row.pair, row.pairs, schedule.edges());
    }
    for (int k = 0; k < strata; k++) {
      double within = new Philox(seed, TIME, k, 0, 0).nextDouble();
      double t = start + (1 - start) * (k + within) / strata;
      GraphField noise = GraphField.zero(out.length, shape);
      GraphField noised = GraphField.zero(out.length, shape);
      for (int i = 0; i < out.length; i++) {
        Row row = new Row(shape, i, clean.atoms()[i]);
        draw(noise.nodes(), row.node, row.nodes, new Philox(seed, NODES, k, 0, 0));
        draw(noise.edges(), row.pair, row.pairs, new Philox(seed, EDGES, k, 0, 0));
      }
      add(clean.field().nodes(), noise.nodes(), schedule.nodes(), t, noised.nodes(), clean, true);
      add(clean.field().edges(), noise.edges(), schedule.edges(), t, noised.edges(), clean, false);
      GraphField score = network.of(GraphParticles.clean(noised, clean.atoms()), t);
      for (int i = 0; i < out.length; i++) {
        Row row = new Row(shape, i, clean.atoms()[i]);
        double loss =
            error(score.nodes(), noise.nodes(), row.node, row.nodes, schedule.nodes(), t)
                + error(score.edges(), noise.edges(), row.pair, row.pairs, schedule.edges(), t);
        out[i] -= 0.5 * (1 - start) / strata * loss;
      }
    }
    return out;
  }

  /** Where a row's numbers are, and how many it has. */
  private record Row(int node, int nodes, int pair, int pairs) {
    Row(GraphShape shape, int row, int atoms) {
      this(
          row * shape.nodeNumbers(),
          atoms * shape.features(),
          row * shape.pairNumbers(),
          GraphShape.pairs(atoms));
    }
  }

  private static void draw(float[] out, int from, int count, Philox rng) {
    for (int k = from; k < from + count; k++) {
      out[k] = (float) rng.nextGaussian();
    }
  }

  private static void add(
      float[] clean,
      float[] noise,
      SdeSchedule part,
      double t,
      float[] out,
      GraphParticles of,
      boolean nodes) {
    double scale = part.scale(t);
    double deviation = part.deviation(t);
    for (int i = 0; i < of.size(); i++) {
      Row row = new Row(of.shape(), i, of.atoms()[i]);
      int from = nodes ? row.node : row.pair;
      for (int k = from; k < from + (nodes ? row.nodes : row.pairs); k++) {
        out[k] = (float) (scale * clean[k] + deviation * noise[k]);
      }
    }
  }

  /** g²·‖s + z/deviation‖². */
  private static double error(
      float[] score, float[] noise, int from, int count, SdeSchedule part, double t) {
    double deviation = part.deviation(t);
    double sum = 0;
    for (int k = from; k < from + count; k++) {
      double off = score[k] + noise[k] / deviation;
      sum += off * off;
    }
    return part.diffusion(t) * sum;
  }

  /** KL(N(scale·x, deviation²) ‖ N(0, prior²)) at time 1. */
  private static double prior(float[] x, int from, int count, SdeSchedule part) {
    double prior = GraphSchedule.priorDeviation(part);
    double variance = part.deviation(1) * part.deviation(1) / (prior * prior);
    double scale = part.scale(1) / prior;
    double out = 0;
    for (int k = from; k < from + count; k++) {
      double mean = scale * x[k];
      out += 0.5 * (variance + mean * mean - 1 - StrictMath.log(variance));
    }
    return out;
  }

  /** E log P(x|x_τ). */
  private double reading(GraphParticles clean, int i, long seed) {
    Row row = new Row(clean.shape(), i, clean.atoms()[i]);
    int features = clean.shape().features();
    double deviation = schedule.nodes().deviation(start);
    double scale = schedule.nodes().scale(start);
    double sigma = schedule.edges().deviation(start);
    Philox nodes = new Philox(seed, NODES, strata, 0, 0);
    Philox edges = new Philox(seed, EDGES, strata, 0, 0);
    float[] x = clean.field().nodes();
    double out = 0;
    for (int r = 0; r < READINGS; r++) {
      for (int at = row.node; at < row.node + row.nodes; at += features) {
        double[] logits = new double[features + 1]; // the last is absence
        double truth = 0;
        for (int k = 0; k < features; k++) {
          double y = scale * x[at + k] + deviation * nodes.nextGaussian();
          logits[k] = scale * (y - scale / 2) / (deviation * deviation);
          truth = x[at + k] > 0.5f ? logits[k] : truth;
        }
        out += truth - logSum(logits);
      }
      for (int at = row.pair; at < row.pair + row.pairs; at++) {
        double order = clean.field().edges()[at];
        double y = order + sigma * edges.nextGaussian();
        double[] logits = new double[ORDERS];
        Arrays.setAll(logits, o -> -0.5 * (y - o) * (y - o) / (sigma * sigma));
        out += logits[(int) Math.round(order)] - logSum(logits);
      }
    }
    return out / READINGS;
  }

  private static double logSum(double[] x) {
    double most = Arrays.stream(x).max().orElseThrow();
    return most + StrictMath.log(Arrays.stream(x).map(v -> StrictMath.exp(v - most)).sum());
  }
}
