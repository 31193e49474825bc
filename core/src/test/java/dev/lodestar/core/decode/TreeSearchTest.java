package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.ParallelDenoiser;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.ValueFunction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Diffusion tree search against enumeration. */
class TreeSearchTest {
  private static final double ALPHA = 0.7;
  private static final TreeSearch.Policy SAMPLE = new TreeSearch.Sample(0.5);
  private static final TreeSearch.Policy MAXIMISE = new TreeSearch.Maximise(1);

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);
  private final ValueFunction<Tokens> value = ExactValue.of(target);

  /** Independent trees, one sample each: the law of designs approaches the target. */
  @Test
  void samplesApproachTheTargetAsRollOutsGrow() {
    int[] rollouts = {1, 4, 16, 128};
    double[] distance = new double[rollouts.length];
    for (int k = 0; k < rollouts.length; k++) {
      TreeSearch dts = new TreeSearch(rollouts[k], 4, ALPHA, 4, 2, 0.5, SAMPLE, 1);
      distance[k] = Statistics.distance(law(dts, 1_500), target.law());
    }
    TreeSearch one = new TreeSearch(1, 1, ALPHA, 4, SAMPLE);
    Tokens unguided = bed.decode(one, value, 1, 0, 4_000).designs();
    Statistics.accept(
        Statistics.gTest(bed.counts(unguided), bed.exact().pretrained()), "one roll-out");
    assertTrue(distance[1] < distance[0] - 0.05, Arrays.toString(distance));
    assertTrue(distance[2] < distance[1] - 0.05, Arrays.toString(distance));
    // what is left is what 1500 samples of the target itself would show
    assertTrue(distance[3] < 0.08, Arrays.toString(distance));
  }

  private double[] law(Decoder decoder, int designs) {
    long[] counts = bed.counts(bed.decode(decoder, value, 1, 0, designs).designs());
    return Arrays.stream(counts).mapToDouble(c -> (double) c / designs).toArray();
  }

  /** Where walks do not look at values, the root's estimate of Z is unbiased. */
  @Test
  void evenWalksAreUnbiasedForZ() {
    TreeSearch even = new TreeSearch(12, 3, ALPHA, 3, new TreeSearch.Sample(1));
    double[] z = new double[3_000];
    for (int g = 0; g < z.length; g++) {
      z[g] = Math.exp(bed.decode(even, value, 1, g, 1).population().logZ());
    }
    Statistics.accept(Statistics.meanTest(z, Math.exp(target.logZ())), "Z");
  }

  /**
   * Roll-outs that are under way together change what a tree knows when, not what it comes to: on
   * several threads it is worked with in rounds of 16.
   */
  @Test
  void roundsOfSeveralRollOutsComeToTheSame() {
    int trees = 200;
    TreeSearch single = new TreeSearch(256, 1, ALPHA, 4, 2, 0.5, SAMPLE, 1);
    TreeSearch rounds = new TreeSearch(256, 16, ALPHA, 4, 2, 0.5, SAMPLE, 1);
    TreeSearch small = new TreeSearch(1, 1, ALPHA, 4, 2, 0.5, SAMPLE, 1);
    double[] logZ = new double[trees];
    double[] reward = new double[trees];
    double[] shortOf = new double[trees];
    for (int g = 0; g < trees; g++) {
      Population<Tokens> one = bed.decode(single, value, 1, g, 1).population();
      Population<Tokens> many = bed.decode(rounds, value, 2, g, 1).population();
      logZ[g] = many.logZ() - one.logZ();
      reward[g] = many.values()[0] - one.values()[0];
      shortOf[g] = bed.decode(small, value, 3, g, 1).population().values()[0] - one.values()[0];
    }
    Statistics.accept(Statistics.meanTest(logZ, 0), "log Z");
    Statistics.accept(Statistics.meanTest(reward, 0), "rewards of the designs");
    assertTrue(Statistics.meanTest(shortOf, 0) < Statistics.ALARM, "a smaller tree is told apart");
  }

  @Test
  void aLargeTreesRootIsWorthLogZ() {
    TreeSearch dts = new TreeSearch(20_000, 10, ALPHA, 4, 2, 0.5, SAMPLE, 5);
    Population<Tokens> last = bed.decode(dts, value, 1, 0, 5).population();
    assertEquals(target.logZ(), last.logZ(), 0.12);
  }

  @Test
  void maximisingFindsTheBestDesign() {
    double best =
        Arrays.stream(bed.exact().states().designs())
            .mapToDouble(s -> target.values()[0][s])
            .max()
            .orElseThrow();
    TreeSearch long1 = new TreeSearch(400, 8, 0, 4, MAXIMISE);
    Population<Tokens> last = bed.decode(long1, value, 1, 0, 20).population();
    assertTrue(mean(last.values()) > best - 0.2, mean(last.values()) + " of " + best);
    double short1 =
        mean(
            bed.decode(new TreeSearch(4, 1, 0.2, 4, MAXIMISE), value, 1, 0, 400)
                .population()
                .values());
    assertTrue(mean(last.values()) > short1 + 0.2, short1 + " to " + mean(last.values()));
  }

  @Test
  void aSharedTreeGivesDifferentBestDesigns() {
    TreeSearch shared = new TreeSearch(60, 4, ALPHA, 4, 2, 0.8, MAXIMISE, 6);
    Tokens designs = bed.decode(shared, value, 1, 0, 12).designs();
    for (int d = 0; d < 12; d += 6) {
      Set<Tokens> different = new HashSet<>();
      for (int i = d; i < d + 6; i++) {
        different.add(designs.select(new int[] {i}));
      }
      assertEquals(6, different.size());
    }
  }

  /** Neither the group nor the number of threads leaves a trace. */
  @Test
  void theTreeIsTheSameForAnyNumberOfThreads() {
    TreeSearch dts = new TreeSearch(30, 6, ALPHA, 3, SAMPLE);
    Tokens whole = bed.decode(dts, value, 1, 50, 20).designs();
    for (int d = 0; d < 20; d += 7) {
      int n = Math.min(7, 20 - d);
      assertEquals(
          whole.select(IntStream.range(d, d + n).toArray()),
          bed.decode(dts, value, 1, 50 + d, n).designs());
    }
    for (int threads : new int[] {1, 2, 16}) {
      try (ParallelDenoiser network = new ParallelDenoiser(bed.network(), 8, threads)) {
        MaskedProcess process =
            new MaskedProcess(
                network,
                bed.schedule(),
                bed.fixed(),
                new TokenDraw.InverseCdf(),
                new Meter(Budget.unlimited()));
        assertEquals(
            whole,
            Decoding.run(dts, new Steering<>(process, value), Streams.of(1), 50, 20, p -> {})
                .designs());
      }
    }
  }

  @Test
  void aBudgetEndsTheTreeWithWhatItHas() {
    ValueFunction<Tokens> guess = new PosteriorMean<>(bed.reward(3));
    Meter meter = new Meter(new Budget(300, 1_000, 1e9));
    MaskedProcess process = MaskedProcess.withoutMemory(bed.network(), 10, 3, meter);
    TreeSearch dts = new TreeSearch(1_000, 2, ALPHA, 4, SAMPLE);
    Decoding.Outcome<Tokens> outcome =
        Decoding.run(dts, new Steering<>(process, guess), Streams.of(1), 0, 4, p -> {});
    assertTrue(outcome.exhausted().orElse("").contains("network evaluations"));
    assertEquals(0, outcome.stoppedAt());
    assertEquals(4, outcome.designs().size());
    assertEquals(
        mean(bed.reward(3).of(outcome.designs())), mean(outcome.population().values()), 1e-9);
    Meter tiny = new Meter(new Budget(5, 1_000, 1e9));
    MaskedProcess poor = MaskedProcess.withoutMemory(bed.network(), 10, 3, tiny);
    Decoding.Outcome<Tokens> early =
        Decoding.run(dts, new Steering<>(poor, guess), Streams.of(1), 0, 4, p -> {});
    assertEquals(10, early.stoppedAt());
    assertEquals(4, early.designs().size());
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TreeSearch(0, 1, 1, 2, SAMPLE));
    assertThrows(IllegalArgumentException.class, () -> new TreeSearch(1, 0, 1, 2, SAMPLE));
    assertThrows(IllegalArgumentException.class, () -> new TreeSearch(1, 1, -1, 2, SAMPLE));
    assertThrows(IllegalArgumentException.class, () -> new TreeSearch(1, 1, 1, 0, SAMPLE));
    String said =
        assertThrows(IllegalArgumentException.class, () -> new TreeSearch(1, 1, 0, 2, SAMPLE))
            .getMessage();
    assertTrue(said.contains("maximise"), said);
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }
}
