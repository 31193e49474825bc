package dev.lodestar.core.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Population;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.graph.SdeSchedule.VarianceExploding;
import dev.lodestar.core.graph.SdeSchedule.VariancePreserving;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GdssProcessTest {
  private static final GraphShape SHAPE = new GraphShape(30, 4);
  private static final GraphSchedule SCHEDULE =
      new GraphSchedule(new VariancePreserving(0.1, 20), new VarianceExploding(0.02, 40), 60);
  private static final Streams STREAMS = Streams.of(5);
  private static final int ROWS = 60;
  private static final double MEAN = 0.7;
  private static final double DEVIATION = 0.4;

  private final Meter meter = new Meter(Budget.unlimited());

  private static GaussianGraphScore law(GraphSchedule schedule) {
    return new GaussianGraphScore(SHAPE, schedule, MEAN, DEVIATION);
  }

  private GdssProcess process(Optional<Langevin> corrector) {
    return new GdssProcess(
        law(SCHEDULE), SCHEDULE, corrector, AtomCounts.always(SHAPE.capacity()), meter);
  }

  private static Population<GraphParticles> run(GdssProcess process, Method method, int designs) {
    return Decoding.run(
            method,
            new Steering<>(process, new PosteriorMean<>(x -> new double[x.size()])),
            STREAMS,
            0,
            designs,
            p -> {})
        .population();
  }

  private static double[] doubles(float[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
  }

  private static double[] squares(double[] x, double around) {
    return Arrays.stream(x).map(v -> (v - around) * (v - around)).toArray();
  }

  @Test
  void thePredictorKeepsTheMomentsOfItsLinearRecursion() {
    GraphField end =
        run(process(Optional.empty()), new Pretrained(), ROWS).outlook().states().field();
    moments(end.nodes(), law(SCHEDULE).predicted(SCHEDULE.nodes()), "atoms");
    moments(end.edges(), law(SCHEDULE).predicted(SCHEDULE.edges()), "pairs");
  }

  private static void moments(float[] x, double[] expected, String what) {
    double[] values = doubles(x);
    Statistics.accept(Statistics.meanTest(values, expected[0]), "mean of " + what);
    Statistics.accept(
        Statistics.meanTest(squares(values, expected[0]), expected[1]), "variance of " + what);
  }

  /** The recursion above is the process's own; its error falls as 1/T. */
  @Test
  void thePredictorIsOfFirstOrder() {
    double before = error(800);
    double after = error(1600);
    assertEquals(2, before / after, 0.1);
    assertTrue(after < 0.01, "error " + after);
  }

  private static double error(int steps) {
    // a last level without noise, or σ_min² would be what remains
    GraphSchedule fine =
        new GraphSchedule(new VariancePreserving(0.1, 20), new VarianceExploding(1e-3, 40), steps);
    double[] edges = law(fine).predicted(fine.edges());
    double[] nodes = law(fine).predicted(fine.nodes());
    assertEquals(MEAN, nodes[0], 0.05);
    return Math.abs(edges[1] / DEVIATION / DEVIATION - 1);
  }

  @Test
  void theCorrectorKeepsTheDistributionOfItsNoiseLevel() {
    GaussianGraphScore law = law(SCHEDULE);
    double snr = 0.1;
    for (int level : new int[] {3, 20, 55}) {
      GraphParticles clean = gaussian(level, law);
      GraphField score = law.of(clean, SCHEDULE.time(level));
      GraphField moved = new Langevin(snr, 1).correct(clean, score, level, 1, 1).field();
      // x(1 − ε/v) + √(2ε)·z with ε = 2·snr²·v
      double v = law.variance(SCHEDULE.edges(), SCHEDULE.time(level));
      double[] pairs = doubles(moved.edges());
      Statistics.accept(
          Statistics.meanTest(squares(pairs, MEAN), v * (1 + 4 * Math.pow(snr, 4))),
          "variance at level " + level);
      double[] product = new double[pairs.length];
      Arrays.setAll(product, k -> (pairs[k] - MEAN) * (clean.field().edges()[k] - MEAN));
      Statistics.accept(
          Statistics.meanTest(product, v * (1 - 2 * snr * snr)), "covariance at level " + level);
    }
  }

  /** States of the law at a noise level. */
  private GraphParticles gaussian(int level, GaussianGraphScore law) {
    GdssProcess process = process(Optional.empty());
    GraphParticles prior = process.prior(Draws.of(STREAMS, 0, ROWS, SCHEDULE.steps()));
    GraphField out = GraphField.zero(ROWS, SHAPE);
    double t = SCHEDULE.time(level);
    double nodes = Math.sqrt(law.variance(SCHEDULE.nodes(), t));
    double edges = Math.sqrt(law.variance(SCHEDULE.edges(), t));
    for (int k = 0; k < out.nodes().length; k++) {
      out.nodes()[k] =
          (float) (SCHEDULE.nodes().scale(t) * MEAN + nodes * prior.field().nodes()[k]);
    }
    for (int k = 0; k < out.edges().length; k++) {
      out.edges()[k] = (float) (MEAN + edges * prior.field().edges()[k] / 40);
    }
    return new GraphParticles(out, prior.atoms(), prior.keys());
  }

  @Test
  void withTheCorrectorTheDataComeOutAllTheSame() {
    GraphField end =
        run(process(Optional.of(new Langevin(0.1, 1))), new Pretrained(), ROWS)
            .outlook()
            .states()
            .field();
    double mean = Arrays.stream(doubles(end.nodes())).average().orElseThrow();
    double variance = Arrays.stream(squares(doubles(end.nodes()), mean)).average().orElseThrow();
    assertEquals(MEAN, mean, 0.05);
    assertEquals(DEVIATION, Math.sqrt(variance), 0.06);
  }

  @Test
  void childrenFollowTheDensityTheyAreGiven() {
    GdssProcess process = process(Optional.of(Langevin.PUBLISHED));
    Draws draws = Draws.of(STREAMS, 0, ROWS, 30);
    GraphParticles prior = process.prior(draws);
    Outlook<GraphParticles> outlook = process.look(prior, 30);
    double[] logProb = outlook.logProb(outlook.propose(draws, 8), 8);
    double spread = 0;
    for (SdeSchedule part : new SdeSchedule[] {SCHEDULE.nodes(), SCHEDULE.edges()}) {
      int numbers = part == SCHEDULE.nodes() ? SHAPE.nodeNumbers() : SHAPE.pairNumbers();
      spread += numbers * 0.5 * Math.log(2 * Math.PI * part.step(30, 60).variance());
    }
    double normaliser = spread;
    double[] distances = Arrays.stream(logProb).map(l -> -2 * (l + normaliser)).toArray();
    Statistics.accept(
        Statistics.meanTest(distances, SHAPE.nodeNumbers() + SHAPE.pairNumbers()), "distances");
  }

  @Test
  void childrenOfOneStateShareItsCorrection() {
    GdssProcess process = process(Optional.of(Langevin.PUBLISHED));
    Draws draws = Draws.of(STREAMS, 0, 2, 1);
    Outlook<GraphParticles> last = process.look(process.prior(draws), 1);
    GraphParticles children = last.propose(draws, 3);
    GraphParticles first = children.select(new int[] {0, 3});
    assertArrayEquals(first.field().edges(), children.select(new int[] {2, 5}).field().edges());
    assertArrayEquals(new double[6], last.logProb(children, 3));
    assertEquals(
        Double.NEGATIVE_INFINITY, last.logProb(process.prior(draws), 1)[0], "not the mean");
  }

  @Test
  void nothingIsAskedTwice() {
    int designs = 3;
    int width = 5;
    int steps = SCHEDULE.steps();
    run(process(Optional.of(Langevin.PUBLISHED)), new Svdd(width, 0), designs);
    assertEquals(designs * (2 + (steps - 1) * (width + 1)), meter.spent().networkCalls());
  }

  /** One step from the law of its level, jointly, is one of the Langevin's and the predictor's. */
  @Test
  void theJointMoveIsThatOfTheCorrectorAndThePredictorByOneAnswer() {
    Langevin langevin = new Langevin(0.1, 0.8);
    GdssProcess process = process(Optional.of(langevin)).jointly();
    int level = 20;
    Draws draws = Draws.of(STREAMS, 0, ROWS, level);
    Outlook<GraphParticles> outlook = process.look(gaussian(level, law(SCHEDULE)), level);
    float[] x = outlook.states().field().edges();
    float[] score = law(SCHEDULE).of(outlook.states(), SCHEDULE.time(level)).edges();
    GraphParticles children = outlook.propose(draws, 4);
    SdeSchedule.Step by = SCHEDULE.edges().step(level, SCHEDULE.steps());
    double[] off = new double[children.field().edges().length];
    double variance = 0;
    int pairs = SHAPE.pairNumbers();
    for (int row = 0; row < ROWS; row++) {
      double norm = 0;
      for (int k = row * pairs; k < (row + 1) * pairs; k++) {
        norm += score[k] * score[k];
      }
      double epsilon = 2 * 0.01 * pairs / norm;
      variance += (by.variance() + 2 * epsilon * 0.64) / ROWS;
      for (int child = 4 * row; child < 4 * row + 4; child++) {
        for (int k = 0; k < pairs; k++) {
          double mean = x[row * pairs + k] + (epsilon + by.variance()) * score[row * pairs + k];
          off[child * pairs + k] = children.field().edges()[child * pairs + k] - mean;
        }
      }
    }
    Statistics.accept(Statistics.meanTest(off, 0), "mean");
    Statistics.accept(Statistics.meanTest(squares(off, 0), variance), "variance");
    assertEquals(ROWS, meter.spent().networkCalls(), "each state is asked about once");
  }

  @Test
  void jointlyAStepCostsOneEvaluationAChild() {
    run(process(Optional.of(Langevin.PUBLISHED)).jointly(), new Svdd(5, 0), 3);
    assertEquals(3 * (1 + (SCHEDULE.steps() - 1) * 5), meter.spent().networkCalls());
  }

  @Test
  void jointlyTheDataComeOutAllTheSame() {
    GraphField end =
        run(process(Optional.of(new Langevin(0.1, 1))).jointly(), new Pretrained(), ROWS)
            .outlook()
            .states()
            .field();
    double mean = Arrays.stream(doubles(end.nodes())).average().orElseThrow();
    double variance = Arrays.stream(squares(doubles(end.nodes()), mean)).average().orElseThrow();
    assertEquals(MEAN, mean, 0.05);
    assertEquals(DEVIATION, Math.sqrt(variance), 0.06);
  }

  @Test
  void withoutCorrectorTheWinnerIsNotAskedAgain() {
    run(process(Optional.empty()), new Svdd(5, 0), 3);
    assertEquals(3 * (1 + (SCHEDULE.steps() - 1) * 5), meter.spent().networkCalls());
  }

  @Test
  void noiseIsAddedAsItsDensitySays() {
    GdssProcess process = process(Optional.empty());
    GraphParticles clean = Quantiser.nearest(gaussian(3, law(SCHEDULE)).field(), atoms());
    Draws draws = Draws.of(STREAMS, 0, ROWS, 1);
    for (int[] levels : new int[][] {{0, 20}, {20, 45}, {20, 60}}) {
      GraphParticles from =
          levels[0] == 0 ? clean : process.renoise(clean, 0, levels[0], draws.atStep(2));
      GraphParticles to = process.renoise(from, levels[0], levels[1], draws);
      double spread = 0;
      for (SdeSchedule part : new SdeSchedule[] {SCHEDULE.nodes(), SCHEDULE.edges()}) {
        int numbers = part == SCHEDULE.nodes() ? SHAPE.nodeNumbers() : SHAPE.pairNumbers();
        double s = SCHEDULE.noising(part, levels[0], levels[1]).spread();
        spread += numbers * 0.5 * Math.log(2 * Math.PI * s * s);
      }
      double normaliser = spread;
      double[] distances =
          Arrays.stream(process.logNoise(from, levels[0], to, levels[1]))
              .map(l -> -2 * (l + normaliser))
              .toArray();
      Statistics.accept(
          Statistics.meanTest(distances, SHAPE.nodeNumbers() + SHAPE.pairNumbers()),
          Arrays.toString(levels));
    }
    // two stages of noise are one
    double t = SCHEDULE.time(45);
    GraphParticles two =
        process.renoise(process.renoise(clean, 0, 20, draws.atStep(2)), 20, 45, draws);
    double[] off = new double[two.field().nodes().length];
    Arrays.setAll(
        off, k -> two.field().nodes()[k] - SCHEDULE.nodes().scale(t) * clean.field().nodes()[k]);
    double deviation = SCHEDULE.nodes().deviation(t);
    Statistics.accept(Statistics.meanTest(squares(off, 0), deviation * deviation), "two stages");
  }

  private static int[] atoms() {
    int[] atoms = new int[ROWS];
    Arrays.fill(atoms, SHAPE.capacity());
    return atoms;
  }

  @Test
  void guidanceMovesTheMeanByItsShareOfTheVariance() {
    GdssProcess process = process(Optional.empty());
    Draws draws = Draws.of(STREAMS, 0, 1, 30);
    Outlook<GraphParticles> outlook = process.look(process.prior(draws), 30);
    float[] gradient = new float[SHAPE.nodeNumbers() + SHAPE.pairNumbers()];
    gradient[3] = 1;
    gradient[SHAPE.nodeNumbers() + 7] = 1;
    GraphField plain = outlook.propose(draws, 1).field();
    GraphField guided = outlook.guided(gradient, 0.5).propose(draws, 1).field();
    assertEquals(
        0.5 * SCHEDULE.nodes().step(30, 60).variance(), guided.nodes()[3] - plain.nodes()[3], 1e-6);
    double moved = guided.edges()[7] - plain.edges()[7];
    assertEquals(0.5 * SCHEDULE.edges().step(30, 60).variance(), moved, 1e-5);
    assertEquals(plain.edges()[8], guided.edges()[8]);
  }

  @Test
  void numbersOfAtomsFollowTheirDistribution() {
    AtomCounts counts = new AtomCounts(new double[] {0, 0, 1, 3, 0, 6});
    GdssProcess process = new GdssProcess(law(SCHEDULE), SCHEDULE, Optional.empty(), counts, meter);
    int[] atoms = process.prior(Draws.of(STREAMS, 0, 20_000, 60)).atoms();
    long[] seen = new long[6];
    Arrays.stream(atoms).forEach(n -> seen[n]++);
    Statistics.accept(Statistics.gTest(seen, new double[] {0, 0, 0.1, 0.3, 0, 0.6}), "atoms");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> AtomCounts.always(0));
    assertThrows(IllegalArgumentException.class, () -> GraphSchedule.zinc250k(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GraphSchedule(new VariancePreserving(0.1, 20), new VarianceExploding(1, 2), 20));
    AtomCounts tooMany = AtomCounts.always(SHAPE.capacity() + 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new GdssProcess(law(SCHEDULE), SCHEDULE, Optional.empty(), tooMany, meter));
  }
}
