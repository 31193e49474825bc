package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What nested and twisted SMC owe their relatives; unbiasedness stands in {@link SmcTest}. */
class NestedSmcTest {
  private static final double ALPHA = 0.8;

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);
  private final ExactValue exact = ExactValue.of(target);

  @Test
  void widthOneIsSmcDrawForDraw() {
    for (double threshold : new double[] {0, 0.5, 1}) {
      Population<Tokens> smc =
          bed.decode(new Smc(ALPHA, Resamplers.SYSTEMATIC, threshold), exact, 1, 0, 200)
              .population();
      Population<Tokens> nested =
          bed.decode(new NestedSmc(1, ALPHA, Resamplers.SYSTEMATIC, threshold), exact, 1, 0, 200)
              .population();
      assertEquals(smc.outlook().states(), nested.outlook().states());
      assertEquals(smc.logZ(), nested.logZ(), 1e-12);
    }
  }

  /** With no resampling before the data, the nested particles are SVDD's. */
  @Test
  void withoutResamplingItIsSvddBeforeTheLastDraw() {
    Resampling never = new Resampling(Resamplers.SYSTEMATIC, 0, Interval.always(), 1);
    NestedSmc nested = new NestedSmc(4, ALPHA, new Proposal.Unguided(), never);
    Svdd svdd = new Svdd(4, ALPHA);
    Steering<Tokens> steering = new Steering<>(bed.process(), exact);
    var draws = dev.lodestar.core.process.Draws.of(Streams.of(3), 0, 300, bed.exact().steps());
    Population<Tokens> a = nested.start(steering, draws);
    Population<Tokens> b = svdd.start(steering, draws);
    while (a.step() > 1) {
      a = nested.step(steering, a);
      b = svdd.step(steering, b);
      assertEquals(b.outlook().states(), a.outlook().states());
    }
    assertNotEquals(
        svdd.step(steering, b).outlook().states(), nested.step(steering, a).outlook().states());
  }

  /** A wide particle's average promise is its own value, so that nothing is left to weigh. */
  @Test
  void weightsBecomeConstantAsTheWidthGrows() {
    double[] spread = new double[3];
    int[] widths = {1, 16, 256};
    for (int k = 0; k < widths.length; k++) {
      double[] z =
          SmcCheck.estimatesOfZ(
              bed, new NestedSmc(widths[k], ALPHA, Resamplers.SYSTEMATIC, 0.5), exact, 4, 200);
      double mean = Arrays.stream(z).average().orElseThrow();
      spread[k] =
          Math.sqrt(Arrays.stream(z).map(v -> (v - mean) * (v - mean)).sum() / z.length) / mean;
    }
    assertTrue(spread[1] < spread[0] / 2.5, Arrays.toString(spread));
    assertTrue(spread[2] < spread[1] / 2.5, Arrays.toString(spread));
  }

  /**
   * The optimal kernel as proposal, made of exact values, gives every particle the same weight: its
   * log-ratio is what its value gained.
   */
  @Test
  void guidanceBySmallTiltsIsMadeGoodByItsRatio() {
    // one position: first-order guidance by the exact value's differences is the optimal kernel
    Bed line =
        Bed.of(
            new dev.lodestar.core.exact.ArbitraryDenoiser(5, 4, 1.0, false),
            new dev.lodestar.core.masked.LogLinearSchedule(4, 0.25),
            dev.lodestar.core.masked.MaskedProcess.free(1));
    ExactTarget aim = new ExactTarget(line.exact(), line.reward(3), ALPHA);
    ValueFunction<Tokens> value = ExactValue.of(aim);
    double[][] v = aim.values();
    Steering<Tokens> steering =
        new Steering<>(
            line.process(),
            value,
            java.util.Optional.of(
                outlook -> {
                  float[] g = new float[outlook.size() * 5];
                  for (int i = 0; i < outlook.size(); i++) {
                    for (int k = 0; k < 5; k++) {
                      g[i * 5 + k] = (float) v[outlook.step() - 1][k];
                    }
                  }
                  return g;
                }));
    TwistedSmc twisted = new TwistedSmc(ALPHA, new Resampling(Resamplers.SYSTEMATIC, 0.5));
    Population<Tokens> last =
        Decoding.run(
                twisted,
                steering,
                Streams.of(1),
                0,
                50,
                p -> {
                  double[] w = p.weights().toArray();
                  for (double x : w) {
                    assertEquals(w[0], x, 1e-5);
                  }
                })
            .population();
    assertEquals(aim.logZ(), last.logZ(), 1e-5);
  }

  @Test
  void aWideTwistedSvddSamplesTheTarget() {
    Tokens designs = bed.decode(new TwistedSvdd(300, ALPHA, 0.7), exact, 5, 0, 3_000).designs();
    Statistics.accept(Statistics.gTest(bed.counts(designs), target.law()), "twisted svdd M=300");
    Tokens plain = bed.decode(new TwistedSvdd(7, ALPHA, 0), exact, 5, 0, 500).designs();
    assertEquals(bed.decode(new Svdd(7, ALPHA), exact, 5, 0, 500).designs(), plain);
  }

  @Test
  void aGradientThatIsMissingIsSaidBeforeAnythingIsComputed() {
    Steering<Tokens> blind = new Steering<>(bed.process(), exact);
    for (Method method :
        new Method[] {
          new TwistedSmc(ALPHA, new Resampling(Resamplers.SYSTEMATIC, 0.5)),
          new TwistedSvdd(2, ALPHA, 1)
        }) {
      String said =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Decoding.run(method, blind, Streams.of(1), 0, 4, p -> {}))
              .getMessage();
      assertTrue(said.startsWith(method.name() + " needs the gradient"), said);
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    Resampling fine = new Resampling(Resamplers.SYSTEMATIC, 0.5);
    assertThrows(
        IllegalArgumentException.class, () -> new NestedSmc(0, ALPHA, Resamplers.SYSTEMATIC, 0.5));
    assertThrows(
        IllegalArgumentException.class, () -> new NestedSmc(2, 0, Resamplers.SYSTEMATIC, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new TwistedSmc(-1, fine));
    assertThrows(IllegalArgumentException.class, () -> new Resampling(Resamplers.SYSTEMATIC, 1.5));
    assertThrows(IllegalArgumentException.class, () -> new Interval(3, 2, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FkSteering(FkSteering.Potential.MAX, 0, Interval.always(), fine));
  }
}
