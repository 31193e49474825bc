package dev.lodestar.core.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.exact.GaussianMixture;
import dev.lodestar.core.exact.MixtureDenoiser;
import dev.lodestar.core.exact.MixtureTarget;
import dev.lodestar.core.exact.Mixtures;
import dev.lodestar.core.exact.QuadraticReward;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The process on data whose every kernel is known. */
class GaussianProcessTest {
  private static final GaussianMixture DATA = Mixtures.plane();
  private static final Shape PLANE = Shape.vector(2);
  private static final NoiseLevels LEVELS = Mixtures.cosine(6);
  private static final int CHILDREN = 40_000;

  private static Meter meter() {
    return new Meter(Budget.unlimited());
  }

  private static GaussianProcess process(Denoising how) {
    return new GaussianProcess(new MixtureDenoiser(DATA, Head.EPSILON), LEVELS, how, meter());
  }

  private static Draws draws(int designs, int step) {
    return Draws.of(Streams.of(8), 0, designs, step);
  }

  static List<Solver> solvers() {
    return List.of(
        new Ancestral(), new Ancestral(Ancestral.Variance.LARGE), new Ddim(0.4), new Ddim(1));
  }

  /** x_s ~ N(A·x_t + B·E[x_0|x_t], σ²), number by number, and logProb says so. */
  @ParameterizedTest
  @MethodSource("solvers")
  void childrenHaveTheKernelsMoments(Solver solver) {
    GaussianProcess process = process(Denoising.by(solver));
    float[] x = {0.4f, -0.9f};
    Outlook<Latents> outlook = process.look(Latents.of(x, PLANE), 4);
    Latents children = outlook.propose(draws(1, 4), CHILDREN);
    double[] logProb = outlook.logProb(children, CHILDREN);
    Solver.Move move = solver.move(LEVELS.at(4), LEVELS.at(3));
    double[] clean = DATA.posterior(new double[] {x[0], x[1]}, LEVELS.at(4)).mean();
    double[] entropy = new double[CHILDREN];
    for (int i = 0; i < 2; i++) {
      double mean = move.ofState() * x[i] + move.ofClean() * clean[i];
      double[] off = new double[CHILDREN];
      double[] squares = new double[CHILDREN];
      for (int c = 0; c < CHILDREN; c++) {
        off[c] = children.data()[c * 2 + i];
        squares[c] = (off[c] - mean) * (off[c] - mean);
        entropy[c] -= 0.5 * squares[c] / (move.deviation() * move.deviation());
        entropy[c] -= Math.log(move.deviation() * Math.sqrt(2 * Math.PI));
      }
      Statistics.accept(Statistics.meanTest(off, mean), solver + " mean");
      Statistics.accept(
          Statistics.meanTest(squares, move.deviation() * move.deviation()), solver + " variance");
    }
    assertArrayEquals(entropy, logProb, 1e-4);
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void headsTellTheSameCleanGuess(Head head) {
    GaussianProcess process = new GaussianProcess(new MixtureDenoiser(DATA, head), LEVELS, meter());
    Latents states = process.prior(draws(5, 6));
    float[] guess = process.look(states, 6).cleanGuess().data();
    for (int i = 0; i < 5; i++) {
      double[] row = {states.data()[2 * i], states.data()[2 * i + 1]};
      double[] clean = DATA.posterior(row, LEVELS.at(6)).mean();
      // at the top of the schedule a noise network's rounding is blown up by deviation/scale
      double tolerance = 1e-5 + 1e-6 * LEVELS.at(6).sigma();
      assertEquals(clean[0], guess[2 * i], tolerance);
      assertEquals(clean[1], guess[2 * i + 1], tolerance);
    }
  }

  /** Guided by the exact slope of v_t at 1/α, the kernel is that of the tilted data. */
  @Test
  void guidanceByTheExactValueIsTheTiltedModel() {
    QuadraticReward reward = new QuadraticReward(0, new double[] {1, -1}, new double[] {0.4, 0});
    double alpha = 0.5;
    MixtureTarget target = new MixtureTarget(DATA, reward, alpha, LEVELS);
    GaussianProcess plain = process(Denoising.by(new Ancestral()));
    GaussianProcess tilted =
        new GaussianProcess(new MixtureDenoiser(target.law(), Head.EPSILON), LEVELS, meter());
    for (int step : new int[] {2, 4, 5}) {
      Latents states =
          plain.renoise(Latents.of(new float[] {1, 0.8f, -1, 0.1f}, PLANE), step, draws(2, step));
      Outlook<Latents> outlook = plain.look(states, step);
      Outlook<Latents> guided = outlook.guided(target.guide().gradient(outlook), 1 / alpha);
      Outlook<Latents> aim = tilted.look(states, step);
      float[] expected = aim.propose(draws(2, step), 3).data();
      assertArrayEquals(expected, guided.propose(draws(2, step), 3).data(), 2e-4f);
      Latents children = outlook.propose(draws(2, step), 3);
      assertArrayEquals(aim.logProb(children, 3), guided.logProb(children, 3), 2e-2);
    }
  }

  @Test
  void theLastStepIsTheCleanGuessGuidedOrNot() {
    GaussianProcess process = process(Denoising.by(new Ancestral()));
    Outlook<Latents> outlook = process.look(process.prior(draws(3, 6)), 1);
    Outlook<Latents> guided = outlook.guided(new float[] {1, 1, 1, 1, 1, 1}, 5);
    assertEquals(outlook.cleanGuess(), guided.propose(draws(3, 1), 1));
    assertArrayEquals(new double[3], outlook.logProb(outlook.cleanGuess(), 1));
    Latents elsewhere = Latents.of(new float[6], PLANE);
    assertEquals(Double.NEGATIVE_INFINITY, outlook.logProb(elsewhere, 1)[0]);
  }

  @Test
  void aDeterministicStepHasOneChild() {
    GaussianProcess process = process(Denoising.by(new Ddim(0)));
    Outlook<Latents> outlook = process.look(process.prior(draws(2, 6)), 6);
    Latents children = outlook.propose(draws(2, 6), 2);
    assertArrayEquals(children.row(0), children.row(1));
    assertArrayEquals(new double[4], outlook.logProb(children, 2));
    assertFalse(process.noisy());
    assertTrue(process(Denoising.by(new Ddim(0.1))).noisy());
  }

  @Test
  void noiseIsPutBackByTheForwardKernel() {
    GaussianProcess process = process(Denoising.by(new Ancestral()));
    Latents many = Latents.of(new float[] {0.5f, -1}, PLANE).select(new int[CHILDREN]);
    for (int from : new int[] {0, 2}) {
      Latents noisy = process.renoise(many, from, 4, draws(CHILDREN, 4));
      double ratio = LEVELS.at(4).scale() / LEVELS.at(from).scale();
      double variance =
          1
              - LEVELS.at(4).scale() * LEVELS.at(4).scale()
              - (from == 0 ? 0 : ratio * ratio)
                  * LEVELS.at(from).deviation()
                  * LEVELS.at(from).deviation();
      double[] x = new double[CHILDREN];
      double[] squares = new double[CHILDREN];
      for (int i = 0; i < CHILDREN; i++) {
        x[i] = noisy.data()[2 * i];
        squares[i] = Math.pow(x[i] - ratio * 0.5, 2);
      }
      Statistics.accept(Statistics.meanTest(x, ratio * 0.5), "mean");
      Statistics.accept(Statistics.meanTest(squares, variance), "variance");
      double log = process.logNoise(many, from, noisy, 4)[0];
      double second = noisy.data()[1] + ratio;
      double expected =
          -0.5 * (squares[0] + second * second) / variance - Math.log(2 * Math.PI * variance);
      assertEquals(expected, log, 1e-4);
    }
    assertThrows(
        IllegalArgumentException.class, () -> process.renoise(many, 4, 2, draws(CHILDREN, 4)));
  }

  /** Known numbers are noised like data at every level, and stand exactly at the end. */
  @Test
  void whatIsKnownIsKept() {
    BitSet where = new BitSet();
    where.set(1);
    Denoising how = Denoising.by(new Ancestral()).knowing(new Known(where, new float[] {0, 0.7f}));
    GaussianProcess process = process(how);
    int n = 20_000;
    Steering<Latents> steering = new Steering<>(process, (o, d) -> new double[o.size()]);
    Decoding.Outcome<Latents> outcome =
        Decoding.run(
            new Pretrained(),
            steering,
            Streams.of(4),
            0,
            n,
            population -> {
              int step = population.step();
              NoiseLevel level = LEVELS.at(step);
              double[] x = new double[n];
              double[] squares = new double[n];
              for (int i = 0; i < n; i++) {
                x[i] = population.outlook().states().data()[2 * i + 1];
                squares[i] = Math.pow(x[i] - level.scale() * 0.7f, 2);
              }
              if (step > 0) {
                Statistics.accept(Statistics.meanTest(x, level.scale() * 0.7f), "mean at " + step);
                double variance = level.deviation() * level.deviation();
                Statistics.accept(Statistics.meanTest(squares, variance), "variance at " + step);
              }
              assertEquals(0.7f, population.outlook().cleanGuess().data()[1]);
            });
    for (int i = 0; i < n; i++) {
      assertEquals(0.7f, outcome.designs().data()[2 * i + 1]);
    }
    // a selecting method keeps it too, and samples stay possible under their own kernel
    Steering<Latents> reward =
        new Steering<>(process, new PosteriorMean<>(QuadraticReward.linear(1, 9)));
    Latents chosen = Decoding.run(new Svdd(4, 0), reward, Streams.of(4), 0, 50, p -> {}).designs();
    for (int i = 0; i < 50; i++) {
      assertEquals(0.7f, chosen.data()[2 * i + 1]);
    }
    Outlook<Latents> last = process.look(process.prior(draws(2, 6)), 1);
    assertArrayEquals(new double[2], last.logProb(last.propose(draws(2, 1), 1), 1));
    Latents sampled = process.look(process.prior(draws(2, 6)), 3).sampleClean(draws(2, 3), 2);
    assertEquals(0.7f, sampled.data()[3]);
  }

  /** Each condition is a bump of its own; what is told of a design must reach all its children. */
  @Test
  void conditionsBelongToParticles() {
    GaussianMixture left =
        new GaussianMixture(
            new double[] {1}, new double[][] {{-3, 0}}, new double[][] {{0.01, 0.01}});
    GaussianMixture right =
        new GaussianMixture(
            new double[] {1}, new double[][] {{3, 0}}, new double[][] {{0.01, 0.01}});
    MixtureDenoiser network = new MixtureDenoiser(DATA, List.of(left, right), Head.V);
    for (double strength : new double[] {1, 1.5}) {
      GaussianProcess process =
          new GaussianProcess(
              ClassifierFree.of(network, strength),
              LEVELS,
              Denoising.by(new Ddim(1)).told(design -> (int) (design % 2)),
              meter());
      Steering<Latents> steering =
          new Steering<>(process, new PosteriorMean<>(QuadraticReward.linear(0, 1)));
      Latents designs =
          Decoding.run(new Svdd(6, 0.1), steering, Streams.of(2), 10, 40, p -> {}).designs();
      for (int i = 0; i < 40; i++) {
        assertEquals(i % 2, designs.conditions()[i]);
        assertTrue(designs.data()[2 * i] * (i % 2 == 0 ? -1 : 1) > 1.5, "design " + i);
      }
    }
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> process(Denoising.by(new Ddim(1)).told(0)).prior(draws(2, 6)))
            .getMessage();
    assertTrue(said.contains("told nothing"), said);
  }

  @Test
  void classifierFreeGuidanceMixesScores() {
    MixtureDenoiser network =
        new MixtureDenoiser(DATA, List.of(Mixtures.plane(), tight()), Head.EPSILON);
    Latents states =
        new Latents(new float[] {0.5f, 1, -0.3f, 0.2f}, PLANE, new int[] {1, Latents.NONE});
    Latents blank = Latents.of(states.data(), PLANE);
    NoiseLevel level = LEVELS.at(3);
    float[] told = new MixtureDenoiser(tight(), Head.EPSILON).predict(blank, level);
    float[] free = new MixtureDenoiser(DATA, Head.EPSILON).predict(blank, level);
    for (double w : new double[] {0, 1, 2.5}) {
      float[] mixed = ClassifierFree.of(network, w).predict(states, level);
      for (int k = 0; k < 2; k++) {
        assertEquals(free[k] + w * (told[k] - free[k]), mixed[k], 1e-5);
        assertEquals(free[k + 2], mixed[k + 2], 1e-6, "of a row told nothing");
      }
      assertEquals(w == 2.5 ? 2 : 1, ClassifierFree.of(network, w).evaluations());
    }
    // its gradient, by differences
    GradientDenoiser guided = (GradientDenoiser) ClassifierFree.of(network, 2.5);
    float[] cotangent = {1, -0.5f, 0.25f, 2};
    float[] pulled = guided.pullback(states, level, cotangent);
    float h = 1f / 512;
    for (int k = 0; k < 4; k++) {
      float[] up = states.data().clone();
      float[] down = states.data().clone();
      up[k] += h;
      down[k] -= h;
      float[] above = guided.predict(states.holding(up), level);
      float[] below = guided.predict(states.holding(down), level);
      double slope = 0;
      for (int j = 0; j < 4; j++) {
        slope += cotangent[j] * (above[j] - below[j]) / (2 * h);
      }
      assertEquals(slope, pulled[k], 5e-3);
    }
  }

  private static GaussianMixture tight() {
    return new GaussianMixture(
        new double[] {1}, new double[][] {{1, 1}}, new double[][] {{0.1, 0.2}});
  }

  /** ∂r(x̂_0(x_t))/∂x_t by differences. */
  @ParameterizedTest
  @EnumSource(Head.class)
  void dpsIsTheSlopeOfThePosteriorMeansReward(Head head) {
    QuadraticReward reward = new QuadraticReward(0, new double[] {1, -1}, new double[] {0.4, 2});
    GaussianProcess process = new GaussianProcess(new MixtureDenoiser(DATA, head), LEVELS, meter());
    Latents states = Latents.of(new float[] {0.5f, 1, -0.3f, 0.2f}, PLANE);
    for (int step : new int[] {0, 3}) {
      float[] slope =
          LatentGuides.ofReward(process, reward, meter()).gradient(process.look(states, step));
      float h = 1f / 256;
      for (int k = 0; k < 4; k++) {
        float[] up = states.data().clone();
        float[] down = states.data().clone();
        up[k] += h;
        down[k] -= h;
        double above = reward.of(process.look(states.holding(up), step).cleanGuess())[k / 2];
        double below = reward.of(process.look(states.holding(down), step).cleanGuess())[k / 2];
        assertEquals((above - below) / (2 * h), slope[k], 5e-3, head + " at " + step);
      }
    }
  }

  @Test
  void dpsNeedsADifferentiableNetwork() {
    GaussianDenoiser blind =
        new GaussianDenoiser() {
          @Override
          public Shape shape() {
            return PLANE;
          }

          @Override
          public Head head() {
            return Head.EPSILON;
          }

          @Override
          public float[] predict(Latents states, NoiseLevel level) {
            return new float[1];
          }
        };
    GaussianProcess process = new GaussianProcess(blind, LEVELS, meter());
    QuadraticReward reward = QuadraticReward.linear(1, 1);
    assertThrows(
        IllegalArgumentException.class, () -> LatentGuides.ofReward(process, reward, meter()));
    String said =
        assertThrows(
                IllegalStateException.class,
                () -> process.look(process.prior(draws(2, 6)), 6).cleanGuess())
            .getMessage();
    assertTrue(said.contains("answered 1 numbers for 4"), said);
  }

  @Test
  void aLookIsPaidOnceAndOnlyWhenRead() {
    Meter meter = meter();
    GaussianProcess process =
        new GaussianProcess(new MixtureDenoiser(DATA, Head.EPSILON), LEVELS, meter);
    Outlook<Latents> outlook = process.look(process.prior(draws(10, 6)), 6);
    Outlook<Latents> some = outlook.select(new int[] {1, 4});
    assertEquals(0, meter.spent().networkCalls());
    some.cleanGuess();
    some.propose(draws(2, 6), 5);
    some.select(new int[] {1, 1, 0}).cleanGuess();
    assertEquals(2, meter.spent().networkCalls());
    process.look(process.prior(draws(3, 6)), 0).cleanGuess();
    assertEquals(2, meter.spent().networkCalls());
  }

  @Test
  void thresholdingKeepsTheRange() {
    float[] x = {0.5f, -0.5f, 4, -1, 0, 0, 0, 0};
    new Thresholding.Dynamic(0.75, 1).apply(x, 0, 4);
    // sizes 0.5, 0.5, 1, 4: three quarters of the way is s = 1 + 0.25·(4 − 1)
    double s = 1.75;
    assertArrayEquals(
        new float[] {(float) (0.5 / s), (float) (-0.5 / s), 1, (float) (-1 / s)},
        Arrays.copyOf(x, 4),
        1e-6f);
    float[] inside = {0.5f, -0.9f};
    new Thresholding.Dynamic(1, 1).apply(inside, 0, 2);
    assertArrayEquals(new float[] {0.5f, -0.9f}, inside);
    float[] clipped = {0.5f, -3, 2, 0};
    new Thresholding.Static(1.5).apply(clipped, 0, 3);
    assertArrayEquals(new float[] {0.5f, -1.5f, 1.5f, 0}, clipped);
    Denoising how = Denoising.by(new Ddim(1)).thresholded(new Thresholding.Static(0.25));
    GaussianProcess process = process(how);
    Outlook<Latents> outlook = process.look(process.prior(draws(20, 6)), 3);
    for (float v : outlook.cleanGuess().data()) {
      assertTrue(Math.abs(v) <= 0.25f);
    }
  }

  /** Drawn guesses of standard normal data follow the posterior. */
  @Test
  void drawnGuessesSpreadAsThePosterior() {
    GaussianMixture normal =
        new GaussianMixture(new double[] {1}, new double[][] {{0, 0}}, new double[][] {{0.5, 0.5}});
    GaussianProcess process =
        new GaussianProcess(
            new MixtureDenoiser(normal, Head.X0),
            LEVELS,
            Denoising.by(new Ancestral()).spreading(0.5),
            meter());
    float[] x = {0.4f, -0.9f};
    Latents drawn = process.look(Latents.of(x, PLANE), 3).sampleClean(draws(1, 3), CHILDREN);
    GaussianMixture posterior = normal.posterior(new double[] {x[0], x[1]}, LEVELS.at(3));
    double[] squares = new double[CHILDREN];
    for (int i = 0; i < CHILDREN; i++) {
      squares[i] = Math.pow(drawn.data()[2 * i] - posterior.mean()[0], 2);
    }
    Statistics.accept(
        Statistics.meanTest(squares, posterior.covarianceTimes(new double[] {1, 0})[0]), "spread");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Denoising longer =
        Denoising.by(new Ddim(1)).knowing(new Known(BitSet.valueOf(new long[] {1}), new float[3]));
    assertThrows(IllegalArgumentException.class, () -> process(longer));
    assertThrows(IllegalArgumentException.class, () -> process(Denoising.by(new FlowSde(1))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            process(Denoising.by(new Ddim(1))).look(Latents.of(new float[3], Shape.vector(3)), 2));
    assertThrows(IllegalArgumentException.class, () -> Latents.of(new float[5], PLANE));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClassifierFree.of(new MixtureDenoiser(DATA, Head.V), 2));
  }
}
