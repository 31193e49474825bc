package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Temperatures chosen by their effect, and the numbers that tell of it. */
class AdaptiveTest {
  private static final double ALPHA = 0.6;
  private static final double NONE = Double.NEGATIVE_INFINITY;

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);

  @Test
  void theTemperatureHitsItsTarget() {
    for (int seed = 0; seed < 20; seed++) {
      Philox rng = new Philox(seed, 0, 0, 0, 0);
      double[] v = new double[30];
      Arrays.setAll(v, i -> 1000 + 7 * rng.nextGaussian());
      v[4] = NONE;
      double a = new Spread.Ess(0.4).temperature(v, 0, 30, 0);
      assertEquals(0.4 * 29, LogWeights.of(Potentials.of(v, a)).ess(), 1e-6);
      double b = new Spread.Kl(0.8).temperature(v, 0, 30, 0);
      double kl = Diagnostics.divergenceFromEqual(LogWeights.of(Potentials.of(v, b)));
      assertEquals(0.8, kl, 1e-6);
      assertEquals(50, new Spread.Ess(0.01).temperature(v, 0, 30, 50), "the floor is enough");
    }
    assertEquals(0, new Spread.Ess(0.5).temperature(new double[] {3, 3, NONE}, 0, 3, 0));
    assertEquals(0, new Spread.Ess(0.5).temperature(new double[] {NONE, NONE}, 0, 2, 0));
    assertEquals(0, new Spread.Ess(0.4).temperature(new double[] {1, 2}, 0, 2, 0), "greedy");
  }

  @Test
  void theScaleOfTheRewardDoesNotMatter() {
    double[][] table = bed.randomValues(4);
    double[][] large = Arrays.stream(table).map(double[]::clone).toArray(double[][]::new);
    for (double[] level : large) {
      Arrays.setAll(level, s -> 1024 * level[s]);
    }
    AdaptiveSvdd method = new AdaptiveSvdd(6, new Spread.Ess(0.5), 0);
    Tokens small = designs(method, table);
    assertEquals(small, designs(method, large));
    assertTrue(!small.equals(designs(new Svdd(6, 0), table)), "it is not greedy");
    assertEquals(
        designs(new Svdd(6, 30), table),
        designs(new AdaptiveSvdd(6, new Spread.Ess(0.5), 30), table),
        "a floor that is high enough is the temperature");
  }

  private Tokens designs(Method method, double[][] table) {
    return bed.decode(method, new ExactValue(bed.exact().states(), table), 1, 0, 400).designs();
  }

  @Test
  void temperingKeepsTheTarget() {
    ValueFunction<Tokens> value =
        new ExactValue(bed.exact().states(), SmcCheck.poorValues(bed, target));
    TemperedSmc method =
        new TemperedSmc(ALPHA, new Spread.Ess(0.8), new Resampling(Resamplers.SYSTEMATIC, 1));
    Population<Tokens> last = bed.decode(method, value, 1, 0, 40_000).population();
    double[] law = new double[target.law().length];
    for (int s : bed.exact().states().indices(last.outlook().cleanGuess())) {
      law[s] += 1.0 / last.size();
    }
    assertEquals(0, Statistics.distance(law, target.law()), 0.02);
    assertTrue(Statistics.distance(bed.exact().pretrained(), target.law()) > 0.2);
    assertEquals(target.logZ(), last.logZ(), 0.03);
  }

  /** No step moves more weight than asked, although the value jumps. */
  @Test
  void temperingKeepsTheSampleSize() {
    double[][] jumpy = bed.randomValues(4);
    for (double[] level : jumpy) {
      Arrays.setAll(level, s -> 20 * level[s]);
    }
    ValueFunction<Tokens> value = new ExactValue(bed.exact().states(), jumpy);
    Resampling never = new Resampling(Resamplers.SYSTEMATIC, 0);
    Steering<Tokens> steering = new Steering<>(bed.process(), value);
    Decoding.run(
        new TemperedSmc(ALPHA, new Spread.Ess(0.6), never),
        steering,
        Streams.of(1),
        0,
        200,
        p -> assertTrue(p.step() == 0 || p.weights().ess() >= 0.6 * 200 - 1e-6));
  }

  @Test
  void divergencesAreTheKnownOnes() {
    assertEquals(0, Diagnostics.divergenceFromEqual(LogWeights.ones(5)), 1e-12);
    LogWeights one = LogWeights.of(0, -800, -800, -800);
    assertEquals(Math.log(4), Diagnostics.divergenceFromEqual(one), 1e-12);
    assertEquals(Math.log(2) - 0.5, Diagnostics.divergenceOfBestOf(2), 1e-12);
    // KL(p* || p) by enumeration, from an exact sample's rewards
    double[] law = target.law();
    double[] pre = bed.exact().pretrained();
    double kl = 0;
    for (int s = 0; s < law.length; s++) {
      kl += law[s] > 0 ? law[s] * Math.log(law[s] / pre[s]) : 0;
    }
    NestedSmc method = new NestedSmc(1, ALPHA, Resamplers.SYSTEMATIC, 0.5);
    Decoding.Outcome<Tokens> sample = bed.decode(method, ExactValue.of(target), 1, 0, 40_000);
    Population<Tokens> last = sample.population();
    double[] rewards = bed.reward(3).of(sample.designs());
    double told = Diagnostics.meanTilt(last.weights(), rewards, ALPHA) - last.logZ();
    assertEquals(kl, told, 0.02);
  }

  @Test
  void aTiltsDivergenceIsItsMeanLogRatio() {
    Tokens masked = bed.exact().states().tokens(bed.exact().states().masked());
    Outlook<Tokens> prior = bed.process().look(masked, 3).select(new int[20_000]);
    Outlook<Tokens> tilted = prior.guided(bed.guide(9).gradient(prior), 0.5);
    Draws draws = Draws.of(Streams.of(1), 0, 20_000, 3);
    double[] own = Diagnostics.pathDivergence(prior, tilted, tilted.propose(draws, 1), 1);
    double mean = Arrays.stream(own).average().orElseThrow();
    // by enumeration of the children of the one state
    Tokens all = bed.exact().states().tokens(IntStream.range(0, 64).toArray());
    int[] once = new int[64];
    double[] q = tilted.select(once).logProb(all, 1);
    double[] p = prior.select(once).logProb(all, 1);
    double exact = 0;
    for (int s = 0; s < 64; s++) {
      exact += Math.exp(q[s]) * (q[s] - p[s]);
    }
    assertTrue(exact > 0.05);
    assertEquals(exact, mean, 0.02);
  }

  @Test
  void targetsThatCannotBeHitAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Spread.Ess(1));
    assertThrows(IllegalArgumentException.class, () -> new Spread.Ess(0));
    assertThrows(IllegalArgumentException.class, () -> new Spread.Kl(0));
  }
}
