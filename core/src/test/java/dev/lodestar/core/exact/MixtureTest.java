package dev.lodestar.core.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.Ancestral;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Streams;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The closed forms of mixtures against integration, differences and draws. */
class MixtureTest {
  private static final GaussianMixture DATA = Mixtures.line();
  private static final NoiseLevel LEVEL = NoiseLevel.preserving(7, 0.4);
  private static final QuadraticReward REWARD = QuadraticReward.around(0.8, 0.5);
  private static final double ALPHA = 0.6;

  private static double density(double x) {
    return Math.exp(DATA.logDensity(new double[] {x}));
  }

  private static double integral(DoubleUnaryOperator f) {
    double sum = 0;
    for (int j = -4000; j <= 4000; j++) {
      sum += f.applyAsDouble(j * 0.002) * 0.002;
    }
    return sum;
  }

  private static double forward(double x0, double x) {
    double z = (x - LEVEL.scale() * x0) / LEVEL.deviation();
    return Math.exp(-0.5 * z * z) / (LEVEL.deviation() * Math.sqrt(2 * Math.PI));
  }

  private static double reward(double x) {
    return REWARD.of(Latents.of(new float[] {(float) x}, Shape.vector(1)))[0];
  }

  @Test
  void noisedPosteriorAndTiltAreTheirIntegrals() {
    for (double x : new double[] {-1.5, 0.1, 0.9}) {
      double p = integral(y -> density(y) * forward(y, x));
      assertEquals(Math.log(p), DATA.noised(LEVEL).logDensity(new double[] {x}), 1e-9);
      GaussianMixture posterior = DATA.posterior(new double[] {x}, LEVEL);
      double mean = integral(y -> y * density(y) * forward(y, x)) / p;
      double square = integral(y -> y * y * density(y) * forward(y, x)) / p;
      assertEquals(mean, posterior.mean()[0], 1e-9);
      assertEquals(square, posterior.meanSquare(new double[] {1}), 1e-9);
      assertEquals(square - mean * mean, posterior.covarianceTimes(new double[] {1})[0], 1e-9);
      double tilt = integral(y -> density(y) * forward(y, x) * Math.exp(reward(y) / ALPHA)) / p;
      assertEquals(Math.log(tilt), REWARD.tilt(posterior, ALPHA).logZ(), 1e-6);
    }
    double z = integral(y -> density(y) * Math.exp(reward(y) / ALPHA));
    GaussianMixture.Tilted tilted = REWARD.tilt(DATA, ALPHA);
    assertEquals(Math.log(z), tilted.logZ(), 1e-6);
    double there = density(0.7) * Math.exp(reward(0.7) / ALPHA) / z;
    assertEquals(Math.log(there), tilted.law().logDensity(new double[] {0.7}), 1e-5);
    double mean = integral(y -> reward(y) * density(y) * Math.exp(reward(y) / ALPHA)) / z;
    assertEquals(mean, REWARD.mean(tilted.law()), 1e-6);
  }

  @Test
  void aTiltThatHasNoIntegralIsRefused() {
    QuadraticReward steep = new QuadraticReward(0, new double[1], new double[] {-20});
    assertThrows(IllegalArgumentException.class, () -> steep.tilt(DATA, 1));
  }

  /** Tweedie's formula: E[x_0 | x_t] = (x + deviation²·∇log p_t)/scale. */
  @ParameterizedTest
  @EnumSource(Head.class)
  void everyHeadOfThePerfectNetworkIsTweediesFormula(Head head) {
    GaussianMixture data = Mixtures.plane();
    MixtureDenoiser network = new MixtureDenoiser(data, head);
    float[] x = {0.3f, -0.8f};
    Latents state = Latents.of(x, Shape.vector(2));
    float[] clean = head.clean(x, network.predict(state, LEVEL), LEVEL);
    for (int i = 0; i < 2; i++) {
      double h = 1e-5;
      double[] up = {x[0], x[1]};
      double[] down = {x[0], x[1]};
      up[i] += h;
      down[i] -= h;
      GaussianMixture noised = data.noised(LEVEL);
      double score = (noised.logDensity(up) - noised.logDensity(down)) / (2 * h);
      double noise = LEVEL.deviation() * LEVEL.deviation();
      assertEquals((x[i] + noise * score) / LEVEL.scale(), clean[i], 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void thePullbackIsTheTransposedJacobian(Head head) {
    MixtureDenoiser network = new MixtureDenoiser(Mixtures.plane(), head);
    float[] cotangent = {0.7f, -1.1f};
    Latents state = Latents.of(new float[] {0.3f, -0.8f}, Shape.vector(2));
    float[] pulled = network.pullback(state, LEVEL, cotangent);
    float h = 1f / 512;
    for (int i = 0; i < 2; i++) {
      float[] up = state.data().clone();
      float[] down = state.data().clone();
      up[i] += h;
      down[i] -= h;
      float[] above = network.predict(state.holding(up), LEVEL);
      float[] below = network.predict(state.holding(down), LEVEL);
      double slope = 0;
      for (int j = 0; j < 2; j++) {
        slope += cotangent[j] * (above[j] - below[j]) / (2 * h);
      }
      assertEquals(slope, pulled[i], 2e-3);
    }
  }

  /** The law of one level, pushed down a step, is the law of the next. */
  @Test
  void exactKernelsKeepTheLawOfEveryLevel() {
    NoiseLevels levels = Mixtures.straight(4);
    for (int t = 4; t > 0; t--) {
      NoiseLevel here = levels.at(t);
      NoiseLevel next = levels.at(t - 1);
      int step = t;
      double at = 0.4;
      double pushed =
          integral(
              x -> {
                double[] state = {x};
                GaussianMixture kernel =
                    DATA.posterior(state, here)
                        .stepped(state, new Ancestral().move(here, levels.at(step - 1)));
                return Math.exp(
                    DATA.noised(here).logDensity(state) + kernel.logDensity(new double[] {at}));
              });
      double law = DATA.noised(next).logDensity(new double[] {at});
      assertEquals(law, Math.log(pushed), 1e-8, "step " + t);
    }
  }

  @Test
  void valuesAreMartingalesUnderExactKernels() {
    NoiseLevels levels = Mixtures.straight(4);
    MixtureProcess process = new MixtureProcess(DATA, levels, new Meter(Budget.unlimited()));
    MixtureTarget target = new MixtureTarget(DATA, REWARD, ALPHA, levels);
    Draws draws = Draws.of(Streams.of(3), 0, 1, 3);
    Latents state = Latents.of(new float[] {0.2f}, Shape.vector(1));
    Outlook<Latents> outlook = process.look(state, 3);
    double v = target.value().of(outlook, draws)[0];
    Latents children = outlook.propose(draws, 40_000);
    double[] ahead = target.value().of(process.look(children, 2), draws.children(40_000));
    double[] promise = new double[ahead.length];
    for (int i = 0; i < promise.length; i++) {
      promise[i] = Math.exp((ahead[i] - v) / ALPHA);
    }
    Statistics.accept(Statistics.meanTest(promise, 1), "E[exp(v_{t-1}/α)] = exp(v_t/α)");
    double[] off = promise.clone();
    for (int i = 0; i < off.length; i++) {
      off[i] *= 1.05;
    }
    assertEquals(0, Statistics.meanTest(off, 1), Statistics.ALARM);
  }

  @Test
  void theSlopeOfTheValueIsItsDifference() {
    NoiseLevels levels = Mixtures.cosine(5);
    GaussianMixture data = Mixtures.plane();
    QuadraticReward reward = new QuadraticReward(1, new double[] {1, -2}, new double[] {0.5, 1});
    MixtureTarget target = new MixtureTarget(data, reward, ALPHA, levels);
    MixtureProcess process = new MixtureProcess(data, levels, new Meter(Budget.unlimited()));
    Draws draws = Draws.of(Streams.of(3), 0, 1, 3);
    for (int step : new int[] {0, 2, 4}) {
      float[] x = {0.25f, -0.5f};
      float h = 1f / 256;
      float[] slope = target.guide().gradient(process.look(Latents.of(x, Shape.vector(2)), step));
      for (int i = 0; i < 2; i++) {
        float[] both = {x[0], x[1], x[0], x[1]};
        both[i] += h;
        both[2 + i] -= h;
        double[] v =
            target.value().of(process.look(Latents.of(both, Shape.vector(2)), step), draws);
        assertEquals((v[0] - v[1]) / (2 * h), slope[i], 2e-3, "step " + step);
      }
    }
  }

  @Test
  void drawsFollowTheMixture() {
    GaussianMixture law = Mixtures.plane();
    double[] first = new double[30_000];
    double[] product = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      double[] x = law.draw(Streams.of(1).at(i, 0, 0, dev.lodestar.core.rng.Purpose.PRIOR));
      first[i] = x[0];
      product[i] = x[0] * x[1];
    }
    Statistics.accept(Statistics.meanTest(first, law.mean()[0]), "mean");
    double expected = law.covarianceTimes(new double[] {1, 0})[1] + law.mean()[0] * law.mean()[1];
    Statistics.accept(Statistics.meanTest(product, expected), "E[xy]");
    assertArrayEquals(new double[] {-0.1, 0.1}, law.mean(), 1e-12);
  }
}
