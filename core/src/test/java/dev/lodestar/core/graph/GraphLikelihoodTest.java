package dev.lodestar.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.graph.SdeSchedule.VarianceExploding;
import dev.lodestar.core.graph.SdeSchedule.VariancePreserving;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphLikelihoodTest {
  private static final double START = 0.1;
  private static final int SEEDS = 40;
  private static final GraphSchedule SCHEDULE =
      new GraphSchedule(new VariancePreserving(0.1, 20), new VarianceExploding(0.02, 40), 40);

  private static GraphParticles constant(GraphShape shape, float number, int... atoms) {
    GraphField field = GraphField.zero(atoms.length, shape);
    for (int i = 0; i < atoms.length; i++) {
      int n = i * shape.nodeNumbers();
      int p = i * shape.pairNumbers();
      Arrays.fill(field.nodes(), n, n + atoms[i] * shape.features(), number);
      Arrays.fill(field.edges(), p, p + GraphShape.pairs(atoms[i]), number);
    }
    return GraphParticles.clean(field, atoms);
  }

  /**
   * Where the score is exact the bound is tight: the path tells log p_τ of the noisy number less
   * log q(x_τ|x), and how much likelier the prior makes x_1 than the data's own noise does.
   */
  private static double closedForm(SdeSchedule part, double x, double mean, double deviation) {
    double prior = GraphSchedule.priorDeviation(part);
    return expected(part, START, x, mean * part.scale(START), spread(part, START, deviation))
        - expected(part, START, x, part.scale(START) * x, part.deviation(START))
        + expected(part, 1, x, 0, prior)
        - expected(part, 1, x, mean * part.scale(1), spread(part, 1, deviation));
  }

  /** E log N(y; mean, deviation²), y noised from x to time t. */
  private static double expected(SdeSchedule part, double t, double x, double mean, double dev) {
    double off = part.scale(t) * x - mean;
    double second = off * off + part.deviation(t) * part.deviation(t);
    return -Math.log(dev) - 0.5 * Math.log(2 * Math.PI) - second / (2 * dev * dev);
  }

  private static double spread(SdeSchedule part, double t, double deviation) {
    return Math.hypot(part.scale(t) * deviation, part.deviation(t));
  }

  /** Mean and standard error of estimates by different noise. */
  private static double[] estimated(IntToDoubleFunction bySeed) {
    double[] all = IntStream.range(0, SEEDS).mapToDouble(bySeed).toArray();
    double mean = Arrays.stream(all).average().orElseThrow();
    double spread = Arrays.stream(all).map(x -> (x - mean) * (x - mean)).sum() / (SEEDS - 1);
    return new double[] {mean, Math.sqrt(spread / SEEDS)};
  }

  /** Of 40 seeds, 7 standard errors: crossed by chance less than once in ten million times. */
  @Test
  void thePathOfAGaussianLawHasItsClosedForm() {
    GraphShape shape = new GraphShape(5, 4);
    GraphScore law = new GaussianGraphScore(shape, SCHEDULE, 0.7, 0.4);
    GraphLikelihood likelihood =
        new GraphLikelihood(law, SCHEDULE, AtomCounts.always(5), START, 1000);
    for (float x : new float[] {0.7f, 0, 2}) {
      double exact =
          20 * closedForm(SCHEDULE.nodes(), x, 0.7, 0.4)
              + 10 * closedForm(SCHEDULE.edges(), x, 0.7, 0.4);
      double[] got = estimated(seed -> likelihood.path(constant(shape, x, 5), seed)[0]);
      assertEquals(exact, got[0], 7 * got[1], "numbers " + x);
      assertTrue(got[1] < 0.2, "error " + got[1]);
    }
  }

  /** Independent atoms, there with {@code present}, and pairs of orders 0 and 1. */
  private record Coins(GraphShape shape, double present, double bonded) implements GraphScore {
    @Override
    public GraphField of(GraphParticles x, double t) {
      GraphField out = GraphField.zero(x.size(), shape);
      fill(x.field().nodes(), out.nodes(), SCHEDULE.nodes(), t, present);
      fill(x.field().edges(), out.edges(), SCHEDULE.edges(), t, bonded);
      return out;
    }

    private static void fill(float[] x, float[] out, SdeSchedule part, double t, double chance) {
      double c = part.scale(t);
      double d = part.deviation(t);
      for (int k = 0; k < out.length; k++) {
        double odds = (1 - chance) / chance * Math.exp((0.5 * c * c - c * x[k]) / (d * d));
        out[k] = (float) ((c / (1 + odds) - x[k]) / (d * d));
      }
    }
  }

  /** Two atoms of one kind: all eight numbered graphs' probabilities are known. */
  @Test
  void aLawOfGraphsThatTheScoreKnowsIsBoundTightly() {
    GraphShape shape = new GraphShape(2, 1);
    double present = 0.8;
    double bonded = 0.3;
    AtomCounts counts = new AtomCounts(new double[] {0, 1, 3});
    GraphLikelihood likelihood =
        new GraphLikelihood(new Coins(shape, present, bonded), SCHEDULE, counts, 0.02, 4000);
    double[][] nodes = {{1, 1}, {1, 0}, {0, 0}};
    for (double[] x : nodes) {
      for (int order = 0; order < 2; order++) {
        GraphField field = GraphField.zero(1, shape);
        field.nodes()[0] = (float) x[0];
        field.nodes()[1] = (float) x[1];
        field.edges()[0] = order;
        GraphParticles graph = GraphParticles.clean(field, new int[] {2});
        double[] got = estimated(seed -> likelihood.of(graph, seed)[0]);
        double p =
            0.75
                * (x[0] == 1 ? present : 1 - present)
                * (x[1] == 1 ? present : 1 - present)
                * (order == 1 ? bonded : 1 - bonded)
                * (x[0] == x[1] ? 1 : 2); // the molecule, however its atoms are numbered
        // what the readings of single numbers and the prior leave open is below 0.01
        assertEquals(Math.log(p), got[0], 0.01 + 7 * got[1], Arrays.toString(x) + order);
        assertTrue(got[1] < 0.05, "error " + got[1]);
      }
    }
  }

  /** The same noise, scores of two laws: the bounds differ as the laws' logarithms do. */
  @Test
  void aScoreOfAnotherLawHasItsOwnBound() {
    GraphShape shape = new GraphShape(2, 1);
    AtomCounts counts = AtomCounts.always(2);
    GraphParticles both = constant(shape, 1, 2);
    GraphLikelihood right =
        new GraphLikelihood(new Coins(shape, 0.8, 0.3), SCHEDULE, counts, 0.02, 1000);
    GraphLikelihood wrong =
        new GraphLikelihood(new Coins(shape, 0.1, 0.3), SCHEDULE, counts, 0.02, 1000);
    double[] got = estimated(seed -> wrong.of(both, seed)[0] - right.of(both, seed)[0]);
    assertEquals(2 * Math.log(0.1 / 0.8), got[0], 0.01 + 7 * got[1]);
  }

  @Test
  void aGraphDoesNotDependOnItsCompanyAndSizesThatNeverOccurHaveNoProbability() {
    GraphShape shape = new GraphShape(12, 3);
    GraphScore law = new GaussianGraphScore(shape, SCHEDULE, 0.7, 0.1);
    AtomCounts counts = new AtomCounts(new double[] {0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0});
    GraphLikelihood likelihood = new GraphLikelihood(law, SCHEDULE, counts, START, 10);
    double[] together = likelihood.of(constant(shape, 1, 3, 12, 7), 1);
    assertEquals(together[2], likelihood.of(constant(shape, 1, 7), 1)[0], 1e-9);
    assertEquals(together[0], likelihood.of(constant(shape, 1, 3), 1)[0], 1e-9);
    assertTrue(Double.isFinite(together[0]));
    assertEquals(Double.NEGATIVE_INFINITY, together[1]);
    assertThrows(
        IllegalArgumentException.class, () -> new GraphLikelihood(law, SCHEDULE, counts, 1, 10));
  }
}
