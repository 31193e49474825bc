package dev.lodestar.core.decode;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sequential Monte Carlo against enumeration: exp(log Z) is unbiased for Z, and exp(log Z) times
 * the share of the particles at a design for p_pre(x)·exp(r(x)/α), whatever the values before the
 * data, the resampling scheme and its schedule.
 */
class SmcTest {
  private static final double ALPHA = 0.8;

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);

  static List<Ladder.Rung> unbiased() {
    return Ladder.unbiased();
  }

  static List<Ladder.Rung> smcByValue() {
    return Ladder.smcByValue();
  }

  @ParameterizedTest
  @MethodSource("unbiased")
  void isUnbiasedUnderExactValues(Ladder.Rung rung) {
    unbiased(rung, ExactValue.of(target));
  }

  @ParameterizedTest
  @MethodSource("unbiased")
  void isUnbiasedUnderPoorValues(Ladder.Rung rung) {
    unbiased(rung, new ExactValue(bed.exact().states(), SmcCheck.poorValues(bed, target)));
  }

  @ParameterizedTest
  @MethodSource("unbiased")
  void isUnbiasedUnderThePosteriorMean(Ladder.Rung rung) {
    unbiased(rung, new PosteriorMean<>(bed.reward(3)));
  }

  private void unbiased(Ladder.Rung rung, ValueFunction<Tokens> value) {
    accept(
        SmcCheck.pValue(bed, target, rung.make().apply(ALPHA), value),
        rung.name() + " with " + value.getClass().getSimpleName());
  }

  /** Without anything to choose between, Z is known exactly and no particle dies. */
  @ParameterizedTest
  @MethodSource("smcByValue")
  void aConstantRewardHasConstantWeights(Ladder.Rung rung) {
    ExactTarget flat = new ExactTarget(bed.exact(), clean -> filled(clean.size(), 1.5), ALPHA);
    Population<Tokens> last =
        bed.decode(rung.make().apply(ALPHA), ExactValue.of(flat), 1, 0, 16).population();
    assertEquals(1.5 / ALPHA, last.logZ(), 1e-12);
    assertEquals(1.5 / ALPHA, flat.logZ(), 1e-12);
  }

  @Test
  void theVarianceOfZFallsAsOneOverN() {
    ValueFunction<Tokens> value =
        new ExactValue(bed.exact().states(), SmcCheck.poorValues(bed, target));
    Smc smc = new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.5);
    double few = variance(SmcCheck.estimatesOfZ(bed, smc, value, 32, 3_000));
    double many = variance(SmcCheck.estimatesOfZ(bed, smc, value, 256, 1_000));
    assertEquals(8, few / many, 2);
  }

  @Test
  void whatNoParticleSurvivesHasNoZ() {
    ValueFunction<Tokens> nothing =
        (outlook, draws) -> filled(outlook.size(), Double.NEGATIVE_INFINITY);
    for (Ladder.Rung rung : Ladder.smc()) {
      Decoding.Outcome<Tokens> outcome = bed.decode(rung.make().apply(ALPHA), nothing, 1, 0, 8);
      assertEquals(Double.NEGATIVE_INFINITY, outcome.population().logZ());
      assertEquals(8, outcome.designs().size());
    }
  }

  /** Infeasible designs get no particle while there is a feasible one, and Z stays unbiased. */
  @Test
  void infeasibleDesignsAreLeftOut() {
    ExactTarget ruled =
        new ExactTarget(
            bed.exact(),
            clean -> {
              double[] r = bed.reward(3).of(clean);
              for (int i = 0; i < r.length; i++) {
                r[i] = clean.data()[i * 3] == 0 ? Double.NEGATIVE_INFINITY : r[i];
              }
              return r;
            },
            ALPHA);
    for (Ladder.Rung rung : Ladder.unbiased()) {
      Decoder method = rung.make().apply(ALPHA);
      accept(SmcCheck.pValue(bed, ruled, method, ExactValue.of(ruled)), rung.name());
      // a few particles of one design can all come to nothing; a hundred cannot
      Tokens designs = bed.decode(method, ExactValue.of(ruled), 1, 0, 100).designs();
      assertTrue(
          method.independent() || IntStream.range(0, 100).noneMatch(i -> designs.row(i)[0] == 0),
          rung.name());
    }
  }

  @Test
  void everythingOfAParticleMovesWithIt() {
    ValueFunction<Tokens> value = ExactValue.of(target);
    for (Ladder.Rung rung : Ladder.smcByValue()) {
      Decoding.run(
          rung.make().apply(ALPHA),
          new Steering<>(bed.process(), value),
          Streams.of(7),
          0,
          40,
          population ->
              assertArrayEquals(
                  value.of(population.outlook(), population.draws()),
                  population.values(),
                  rung.name() + " at step " + population.step()));
    }
  }

  @Test
  void ancestorsAreCounted() {
    ValueFunction<Tokens> value = ExactValue.of(target);
    Decoding.Outcome<Tokens> outcome =
        bed.decode(new Smc(ALPHA, Resamplers.MULTINOMIAL, 1), value, 1, 0, 50);
    assertTrue(outcome.population().uniqueOrigins() < 50);
    assertEquals(LogWeights.ones(50).logSum(), outcome.population().weights().logSum());
  }

  private static double[] filled(int n, double x) {
    double[] out = new double[n];
    Arrays.fill(out, x);
    return out;
  }

  private static double variance(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
  }

  @Test
  void theStatisticsCanTell() {
    double[] x =
        SmcCheck.estimatesOfZ(
            bed, new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.5), ExactValue.of(target), 8, 1_000);
    double z = Math.exp(target.logZ());
    accept(Statistics.meanTest(x, z), "Z");
    assertTrue(Statistics.meanTest(x, 1.15 * z) < Statistics.ALARM, "15 % off is seen");
  }
}
