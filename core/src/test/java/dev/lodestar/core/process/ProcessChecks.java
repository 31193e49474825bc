package dev.lodestar.core.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.function.Supplier;

/** What every token process must keep on a space small enough to enumerate. */
public final class ProcessChecks {
  private static final int DESIGNS = 40_000;
  private static final int GROUPS = 1_500;
  private static final int PARTICLES = 8;
  private static final double ALPHA = 0.7;

  private ProcessChecks() {}

  /**
   * Designs of the unguided process follow {@code law}, which its own transition probabilities give
   * as well.
   *
   * @param law by state number, derived apart from the process
   */
  public static void follows(
      Supplier<? extends ReverseProcess<Tokens>> process, EnumeratedProcess exact, double[] law) {
    assertArrayEquals(law, exact.designs(), 1e-12);
    Tokens designs =
        Decoding.run(
                new Pretrained(),
                new Steering<Tokens>(process.get(), (o, d) -> new double[o.size()]),
                Streams.of(31),
                0,
                DESIGNS,
                p -> {})
            .designs();
    Statistics.accept(Statistics.gTest(exact.counts(designs), law), "designs of the process");
  }

  /** SMC is unbiased for Z, with exact values and with values that say nothing. */
  public static void smcIsUnbiased(
      ReverseProcess<Tokens> process, EnumeratedProcess exact, Objective<Tokens> reward) {
    ValueFunction<Tokens> blind =
        (o, d) -> o.step() == 0 ? reward.of(o.cleanGuess()) : new double[o.size()];
    check(process, exact, reward, exact.value(reward, ALPHA), "exact values");
    check(process, exact, reward, blind, "blind values");
  }

  private static void check(
      ReverseProcess<Tokens> process,
      EnumeratedProcess exact,
      Objective<Tokens> reward,
      ValueFunction<Tokens> value,
      String what) {
    double[] z = new double[GROUPS];
    for (int g = 0; g < GROUPS; g++) {
      z[g] =
          Math.exp(
              Decoding.run(
                      new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.7),
                      new Steering<>(process, value),
                      Streams.of(32),
                      (long) g * PARTICLES,
                      PARTICLES,
                      p -> {})
                  .population()
                  .logZ());
    }
    Statistics.accept(Statistics.meanTest(z, exact.z(reward, ALPHA)), "Z with " + what);
  }

  /**
   * Noise is drawn with the probabilities that the process tells, which sum to 1.
   *
   * @param clean one clean state
   */
  public static void noiseIsDrawnAsTold(
      Renoising<Tokens> process, EnumeratedProcess exact, Tokens clean, int to) {
    int[] copies = new int[DESIGNS];
    Tokens noisy =
        process.renoise(clean.select(copies), to, Draws.of(Streams.of(33), 0, DESIGNS, to));
    long[] counts = exact.counts(noisy);
    Tokens all = exact.all();
    double[] p = process.logNoise(clean.select(new int[all.size()]), 0, all, to);
    Arrays.setAll(p, s -> Math.exp(p[s]));
    assertEquals(1, Arrays.stream(p).sum(), 1e-12);
    Statistics.accept(Statistics.gTest(counts, p), "noise");
  }
}
