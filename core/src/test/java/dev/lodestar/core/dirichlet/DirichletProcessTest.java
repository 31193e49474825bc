package dev.lodestar.core.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.masked.CleanProbabilities;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletProcessTest {
  private static final int V = 3;
  private static final int F = MaskedProcess.FREE;
  private static final int DESIGNS = 40_000;
  private static final double END = 6;

  private final PerfectSimplexDenoiser one = PerfectSimplexDenoiser.random(V, 1);
  private final PerfectSimplexDenoiser two = PerfectSimplexDenoiser.random(V, 2);
  private final Meter meter = new Meter(Budget.unlimited());

  private DirichletProcess process(SimplexDenoiser network, int steps, int... fixed) {
    return new DirichletProcess(network, steps, END, fixed, meter);
  }

  private static Tokens designs(DirichletProcess process, int designs) {
    return Decoding.run(
            new Pretrained(),
            new Steering<SimplexParticles>(process, (o, d) -> new double[o.size()]),
            Streams.of(3),
            0,
            designs,
            p -> {})
        .designs()
        .tokens();
  }

  private static long[] counts(Tokens x) {
    long[] out = new long[(int) Math.pow(V, x.length())];
    for (int i = 0; i < x.size(); i++) {
      out[Arrays.stream(x.row(i)).reduce(0, (s, t) -> s * V + t)]++;
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void onePositionSamplesTheDataHoweverFewTheSteps(int steps) {
    Statistics.accept(
        Statistics.gTest(counts(designs(process(one, steps, F), DESIGNS)), one.data()),
        steps + " steps");
  }

  @Test
  void onePositionIsAMixtureOfDirichletsAtEveryNoiseLevel() {
    DirichletProcess process = process(one, 4, F);
    Decoding.run(
        new Pretrained(),
        new Steering<SimplexParticles>(process, (o, d) -> new double[o.size()]),
        Streams.of(4),
        0,
        DESIGNS,
        p -> {
          if (p.step() > 0) {
            for (int k = 0; k < V; k++) {
              mixture(p.outlook().states(), process.time(p.step()), k);
            }
          }
        });
  }

  /** One coordinate of a Dirichlet is Beta. */
  private void mixture(SimplexParticles x, double t, int coordinate) {
    int bins = 20;
    double[] law = new double[bins];
    for (int i = 0; i < V; i++) {
      double a = i == coordinate ? 1 + t : 1;
      BetaDistribution beta = BetaDistribution.of(a, V + t - a);
      for (int b = 0; b < bins; b++) {
        law[b] += one.data()[i] * beta.probability((double) b / bins, (b + 1.0) / bins);
      }
    }
    long[] counts = new long[bins];
    for (int i = 0; i < x.size(); i++) {
      counts[(int) Math.min(bins - 1, x.data()[i * V + coordinate] * bins)]++;
    }
    Statistics.accept(Statistics.gTest(counts, law), "coordinate " + coordinate + " at t = " + t);
  }

  @Test
  void theErrorOfTwoPositionsFallsAsTheStepsGrow() {
    double few = distance(designs(process(two, 1, F, F), DESIGNS));
    double many = distance(designs(process(two, 40, F, F), DESIGNS));
    // 9 designs, 40,000 draws: sampling alone gives about 0.006
    assertTrue(few > 0.05, "one step draws the positions independently: " + few);
    assertTrue(many < 0.02, "and many hardly so: " + many);
  }

  private double distance(Tokens x) {
    double[] p = Arrays.stream(counts(x)).mapToDouble(n -> (double) n / x.size()).toArray();
    return Statistics.distance(p, two.data());
  }

  @Test
  void smcIsUnbiased() {
    double alpha = 0.8;
    double[] reward = {0.3, 1.4, -0.6};
    Objective<SimplexParticles> objective =
        x -> Arrays.stream(x.tokens().data()).mapToDouble(t -> reward[t]).toArray();
    double z = 0;
    for (int i = 0; i < V; i++) {
      z += one.data()[i] * Math.exp(reward[i] / alpha);
    }
    ValueFunction<SimplexParticles> exact =
        (outlook, draws) -> {
          if (outlook.step() == 0) {
            return objective.of(outlook.states());
          }
          float[] p = ((CleanProbabilities) outlook).cleanProbabilities();
          double[] out = new double[outlook.size()];
          for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < V; k++) {
              out[i] += p[i * V + k] * Math.exp(reward[k] / alpha);
            }
            out[i] = alpha * Math.log(out[i]);
          }
          return out;
        };
    for (ValueFunction<SimplexParticles> value : List.of(exact, new PosteriorMean<>(objective))) {
      DirichletProcess process = process(one, 5, F);
      double[] estimates = new double[2_000];
      for (int g = 0; g < estimates.length; g++) {
        estimates[g] =
            Math.exp(
                Decoding.run(
                        new Smc(alpha, Resamplers.SYSTEMATIC, 0.7),
                        new Steering<>(process, value),
                        Streams.of(5),
                        8L * g,
                        8,
                        p -> {})
                    .population()
                    .logZ());
      }
      Statistics.accept(Statistics.meanTest(estimates, z), "Z");
    }
  }

  @Test
  void childrenMoveTowardsTokensAsOftenAsTold() {
    DirichletProcess process = process(one, 5, F);
    SimplexParticles state = new SimplexParticles(new float[] {0.2f, 0.5f, 0.3f}, 1, V);
    float[] gradient = {0.4f, -1.1f, 0.9f};
    double strength = 6;
    Outlook<SimplexParticles> plain = process.look(state, 3);
    double gain = process.time(2) - process.time(3);
    double mean = gain / (gain + V + process.time(3));
    double[] p = new double[V];
    double[] q = new double[V];
    float[] clean = ((CleanProbabilities) plain).cleanProbabilities();
    for (int k = 0; k < V; k++) {
      p[k] = clean[k];
      q[k] = clean[k] * Math.exp(strength * mean * gradient[k]);
    }
    moveTowards(plain, state, p);
    moveTowards(plain.guided(gradient, strength), state, q);
  }

  private static void moveTowards(
      Outlook<SimplexParticles> outlook, SimplexParticles state, double[] weights) {
    double total = Arrays.stream(weights).sum();
    double[] p = Arrays.stream(weights).map(w -> w / total).toArray();
    int n = 20_000;
    SimplexParticles children = outlook.propose(Draws.of(Streams.of(6), 0, 1, 3), n);
    double[] told = outlook.logProb(children, n);
    long[] counts = new long[V];
    for (int c = 0; c < n; c++) {
      int token = 0;
      for (int k = 1; k < V; k++) {
        double grown = children.data()[c * V + k] - state.data()[k];
        token = grown > children.data()[c * V + token] - state.data()[token] ? k : token;
      }
      counts[token]++;
      assertEquals(Math.log(p[token]), told[c], 1e-6);
    }
    Statistics.accept(Statistics.gTest(counts, p), "tokens moved towards");
  }

  @Test
  void whatCannotBeAChildHasNoProbability() {
    DirichletProcess process = process(two, 4, F, 1);
    float[] parent = {0.2f, 0.5f, 0.3f, 0, 1, 0};
    Outlook<SimplexParticles> outlook = process.look(new SimplexParticles(parent, 2, V), 2);
    float[] aside = {0.1f, 0.7f, 0.2f, 0, 1, 0};
    float[] lockLost = {0.2f, 0.5f, 0.3f, 0.1f, 0.9f, 0};
    float[] half = {0.1f, 0.75f, 0.15f, 0, 1, 0};
    for (float[] child : new float[][] {aside, lockLost}) {
      double[] p = outlook.logProb(new SimplexParticles(child, 2, V), 1);
      assertEquals(Double.NEGATIVE_INFINITY, p[0]);
    }
    assertTrue(Double.isFinite(outlook.logProb(new SimplexParticles(half, 2, V), 1)[0]));
    Outlook<SimplexParticles> last = process.look(new SimplexParticles(parent, 2, V), 1);
    assertEquals(Double.NEGATIVE_INFINITY, last.logProb(new SimplexParticles(half, 2, V), 1)[0]);
  }

  @Test
  void fixedPositionsStayAndTheDataIsNotAskedAbout() {
    int steps = 6;
    Tokens x = designs(process(two, steps, 2, F), 200);
    for (int i = 0; i < 200; i++) {
      assertEquals(2, x.row(i)[0]);
    }
    assertEquals(200L * steps, meter.spent().networkCalls());
  }

  @Test
  void steeringRaisesTheReward() {
    PerfectSimplexDenoiser three = PerfectSimplexDenoiser.random(V, 3);
    Objective<SimplexParticles> sum =
        x ->
            IntStream.range(0, x.size())
                .mapToDouble(i -> Arrays.stream(x.tokens().row(i)).sum())
                .toArray();
    double[] mean = new double[2];
    for (int i = 0; i < 2; i++) {
      mean[i] =
          Arrays.stream(
                  sum.of(
                      Decoding.run(
                              new Svdd(i == 0 ? 1 : 8, 0),
                              new Steering<>(process(three, 20, F, F, F), new PosteriorMean<>(sum)),
                              Streams.of(7),
                              0,
                              100,
                              p -> {})
                          .designs()))
              .average()
              .orElseThrow();
    }
    assertTrue(mean[1] > mean[0] + 1, Arrays.toString(mean));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> process(one, 0, F));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DirichletProcess(one, 3, Double.NaN, new int[] {F}, meter));
    assertThrows(IllegalArgumentException.class, () -> process(one, 3, V));
  }

  @Test
  void particlesSelectJoinAndTurnIntoTokens() {
    Tokens tokens = new Tokens(new int[] {0, 2, 1, 1}, 2);
    SimplexParticles x = SimplexParticles.vertices(tokens, V);
    assertEquals(tokens, x.tokens());
    SimplexParticles swapped = x.select(new int[] {1}).with(List.of(x.select(new int[] {0})));
    assertEquals(x.select(new int[] {1, 0}), swapped);
    assertArrayEquals(new int[] {1, 1, 0, 2}, swapped.tokens().data());
  }
}
