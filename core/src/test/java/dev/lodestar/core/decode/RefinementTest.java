package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Edited;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.NearbyStreams;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.Resamplers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decoders that pass the noise levels many times. */
class RefinementTest {
  private static final double ALPHA = 0.7;

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);
  private final ValueFunction<Tokens> value = ExactValue.of(target);

  @Test
  void oneRoundIsTheInnerDecoderDrawForDraw() {
    for (Refinement.Survival survival :
        List.of(
            new Refinement.Better(),
            new Refinement.Distinct(),
            new Refinement.Newest(),
            new Refinement.Resampled(ALPHA, Resamplers.SYSTEMATIC))) {
      assertEquals(
          bed.decode(new Svdd(4, 0), value, 1, 0, 300).designs(),
          bed.decode(new Refinement(new Svdd(4, 0), 1, 0.5, survival), value, 1, 0, 300).designs());
    }
  }

  @Test
  void aDesignNeverGetsWorseWhereTheBetterIsKept() {
    List<double[]> rounds = new ArrayList<>();
    Decoding.run(
        new Refinement(new Svdd(2, ALPHA), 6, 0.6, new Refinement.Better()),
        new Steering<>(bed.process(), value),
        Streams.of(1),
        0,
        500,
        p -> {
          if (p.step() == 0 && p.outlook() instanceof dev.lodestar.core.process.CleanOutlook) {
            rounds.add(p.values());
          }
        });
    assertEquals(5, rounds.size());
    for (int r = 1; r < rounds.size(); r++) {
      for (int d = 0; d < 500; d++) {
        assertTrue(rounds.get(r)[d] >= rounds.get(r - 1)[d]);
      }
      assertTrue(mean(rounds.get(r)) > mean(rounds.get(r - 1)), "round " + r);
    }
  }

  @Test
  void anEvolutionaryRunClimbsWithoutAnyRewardInsideDenoising() {
    Bed wide =
        Bed.of(
            new ArbitraryDenoiser(9, 4, 1, true),
            new LogLinearSchedule(10, 1e-5),
            MaskedProcess.free(5));
    ValueFunction<Tokens> reward = new PosteriorMean<>(wide.reward(3));
    Refinement evolution =
        new Refinement(
            new Pretrained(), 12, 0.2, new Refinement.Resampled(0.2, Resamplers.SYSTEMATIC));
    double start =
        mean(wide.reward(3).of(wide.decode(new Pretrained(), reward, 1, 0, 400).designs()));
    Decoding.Outcome<Tokens> end = wide.decode(evolution, reward, 1, 0, 400);
    double reached = mean(end.population().values());
    assertTrue(reached > start + 0.5, start + " to " + reached);
    assertEquals(mean(wide.reward(3).of(end.designs())), reached, 1e-12);
    assertTrue(end.population().uniqueOrigins() < 400);
  }

  /**
   * Greed finds the few best designs again and again; whoever asks for different ones gets them,
   * and none that was made before.
   */
  @Test
  void noDesignComesTwiceWhereTheyMustDiffer() {
    Bed wide =
        Bed.of(
            new ArbitraryDenoiser(9, 4, 1, true),
            new LogLinearSchedule(10, 1e-5),
            MaskedProcess.free(5));
    ValueFunction<Tokens> value = new PosteriorMean<>(wide.reward(3));
    Tokens greedy = refined(wide, value, new Refinement.Better(), Census.ofStates());
    assertTrue(names(greedy).size() < 60, names(greedy).size() + " of 100 differ");
    Tokens apart = refined(wide, value, new Refinement.Distinct(), Census.ofStates());
    assertEquals(100, names(apart).size());
    double start =
        mean(wide.reward(3).of(wide.decode(new Pretrained(), value, 1, 0, 400).designs()));
    assertTrue(mean(wide.reward(3).of(apart)) > start + 0.5);
    Census<Tokens> later = new Census<>(Census.<Tokens>ofStates().names(), names(apart));
    Set<Object> second = names(refined(wide, value, new Refinement.Distinct(), later));
    assertEquals(100, second.size());
    assertTrue(second.stream().noneMatch(names(apart)::contains));
  }

  private static Tokens refined(
      Bed bed, ValueFunction<Tokens> value, Refinement.Survival survival, Census<Tokens> census) {
    return Decoding.run(
            new Refinement(new Svdd(3, 0), 60, 0.7, survival),
            new Steering<>(bed.process(), value, Optional.empty(), census),
            Streams.of(5),
            0,
            100,
            p -> {})
        .designs();
  }

  private static Set<Object> names(Tokens designs) {
    return new HashSet<>(Census.<Tokens>ofStates().names().apply(designs));
  }

  /** Two spellings are one design where the census says so. */
  @Test
  void whatIsOneDesignIsTheCensus() {
    Census<Tokens> first =
        new Census<>(
            x -> IntStream.range(0, x.size()).mapToObj(i -> x.row(i)[0]).toList(), Set.of(9));
    Tokens designs = new Tokens(new int[] {1, 5, 1, 6, 2, 0, 9, 0, 3, 0, 4, 0}, 2);
    double[] rewards = {3, 4, 1, 9, Double.NEGATIVE_INFINITY, 2};
    assertArrayEquals(new int[] {1, 5}, first.best(designs, rewards, 2));
    assertArrayEquals(new int[] {1, 2, 5}, first.best(designs, rewards, 3));
    // then what was made before, what is there already, and last what is infeasible
    assertArrayEquals(new int[] {1, 2, 3, 5}, first.best(designs, rewards, 4));
    assertArrayEquals(new int[] {0, 1, 2, 3, 5}, first.best(designs, rewards, 5));
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, first.best(designs, rewards, 6));
  }

  /** What is feasible stays feasible, whatever the inner decoder proposes. */
  @Test
  void feasibleDesignsAreNotGivenUp() {
    ValueFunction<Tokens> ruled =
        (outlook, draws) -> {
          Tokens x = outlook.cleanGuess();
          double[] r = bed.reward(3).of(x);
          for (int i = 0; i < r.length; i++) {
            r[i] = x.row(i)[0] != 1 ? Double.NEGATIVE_INFINITY : r[i];
          }
          return r;
        };
    Tokens seeds = new Tokens(new int[] {1, 0, 2, 1, 2, 2}, 3);
    Steering<Tokens> steering = new Steering<>(new Edited<>(bed.process(), seeds, 3), ruled);
    Refinement plain = new Refinement(new Pretrained(), 5, 0.8, new Refinement.Newest());
    boolean[] feasible = new boolean[200];
    Decoding.run(
        plain,
        steering,
        Streams.of(1),
        0,
        200,
        p -> {
          for (int d = 0; d < 200; d++) {
            boolean now = p.values()[d] > Double.NEGATIVE_INFINITY;
            assertTrue(p.step() > 0 || Double.isNaN(p.values()[d]) || now || !feasible[d]);
            feasible[d] |= now && !Double.isNaN(p.values()[d]);
          }
        });
    int count = 0;
    for (boolean f : feasible) {
      count += f ? 1 : 0;
    }
    assertTrue(count > 150, count + " of 200 became feasible and stayed so");
  }

  @Test
  void everyDesignIsEditedFromItsOwnSeed() {
    Bed wide =
        Bed.of(
            new ArbitraryDenoiser(9, 4, 1, true),
            new LogLinearSchedule(20, 1e-5),
            MaskedProcess.FREE,
            2,
            MaskedProcess.FREE,
            MaskedProcess.FREE,
            MaskedProcess.FREE);
    int[] seeds = {0, 2, 0, 0, 0, 1, 2, 1, 1, 1, 3, 2, 3, 3, 3};
    Edited<Tokens> edited = new Edited<>(wide.process(), new Tokens(seeds, 5), 5);
    Steering<Tokens> steering = new Steering<>(edited, new PosteriorMean<>(wide.reward(1)));
    for (Decoder d :
        List.of(new Svdd(4, 0), new Smc(1, Resamplers.SYSTEMATIC, 0), new Beam(3, 2, 1))) {
      Tokens designs = Decoding.run(d, steering, Streams.of(1), 30, 300, p -> {}).designs();
      int kept = 0;
      for (int i = 0; i < 300; i++) {
        int[] x = designs.row(i);
        assertEquals(2, x[1]);
        for (int l : new int[] {0, 2, 3, 4}) {
          kept += x[l] == (i % 3 == 2 ? 3 : i % 3) ? 1 : 0;
        }
      }
      if (!(d instanceof Smc)) {
        // a quarter of the letters was masked; of those some were put back
        assertTrue(kept > 0.7 * 1200 && kept < 0.95 * 1200, d.name() + " kept " + kept);
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new Edited<>(wide.process(), new Tokens(seeds, 5), 21));
  }

  @Test
  void whatIsSpentIsWhatIsDeclared() {
    Meter meter = new Meter(Budget.unlimited());
    long[] scored = {0};
    ValueFunction<Tokens> counted =
        new PosteriorMean<>(
            clean -> {
              scored[0] += clean.size();
              return bed.reward(3).of(clean);
            });
    MaskedProcess process = MaskedProcess.withoutMemory(bed.network(), 10, 3, meter);
    Decoding.run(
        new Refinement(new Svdd(3, 0), 4, 0.3, new Refinement.Better()),
        new Steering<>(process, counted),
        Streams.of(1),
        0,
        7,
        p -> {});
    assertEquals(7 * 3 * (10 + 3 * 3), scored[0], "N·M·(T + (S − 1)·e)");
    // at the data there is nothing left to ask the network
    assertEquals(7 + 7 * 3 * 9 + 3 * (7 + 7 * 3 * 2), meter.spent().networkCalls());
  }

  @Test
  void aBudgetEndsItWithWhatItHas() {
    ValueFunction<Tokens> guess = new PosteriorMean<>(bed.reward(3));
    for (Decoder d :
        List.of(
            new Refinement(new Svdd(3, 0), 40, 0.3, new Refinement.Better()),
            new NoiseSearch(new Svdd(3, 0), 10, 4, 0.3),
            new Metropolis(ALPHA, 40, 0.5))) {
      Meter meter = new Meter(new Budget(1_000, 1_000, 1e9));
      MaskedProcess process = MaskedProcess.withoutMemory(bed.network(), 10, 3, meter);
      Decoding.Outcome<Tokens> outcome =
          Decoding.run(d, new Steering<>(process, guess), Streams.of(1), 0, 7, p -> {});
      assertTrue(outcome.exhausted().orElse("").contains("network evaluations"), d.name());
      assertEquals(0, outcome.stoppedAt());
      assertEquals(7, outcome.designs().size());
      assertEquals(
          mean(bed.reward(3).of(outcome.designs())), mean(outcome.population().values()), 1e-9);
      assertTrue(meter.spent().networkCalls() <= 1_000);
    }
  }

  @Test
  void aProcessThatCannotPutNoiseBackIsRefusedWithASentence() {
    ReverseProcess<Tokens> whole = bed.process();
    ReverseProcess<Tokens> oneWay =
        new ReverseProcess<>() {
          @Override
          public int steps() {
            return whole.steps();
          }

          @Override
          public Tokens prior(Draws draws) {
            return whole.prior(draws);
          }

          @Override
          public Outlook<Tokens> look(Tokens states, int step) {
            return whole.look(states, step);
          }
        };
    for (Decoder d :
        List.of(
            new Refinement(new Pretrained(), 2, 0.5, new Refinement.Newest()),
            new PathSearch(2, 2, 0.2, 0.3))) {
      String said =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      Decoding.run(d, new Steering<>(oneWay, value), Streams.of(1), 0, 4, p -> {}))
              .getMessage();
      assertTrue(said.startsWith(d.name() + " needs a process that can put noise back"), said);
    }
  }

  /** Neighbours of a noise are noise: the pre-trained law, but near the pivot's design. */
  @Test
  void neighboursFollowThePretrainedLaw() {
    Streams near = new NearbyStreams(Streams.of(1), Streams.of(2), 0.15);
    Steering<Tokens> steering = new Steering<>(bed.process(), value);
    Tokens pivot =
        Decoding.run(new Pretrained(), steering, Streams.of(1), 0, 20_000, p -> {}).designs();
    Tokens moved = Decoding.run(new Pretrained(), steering, near, 0, 20_000, p -> {}).designs();
    Statistics.accept(Statistics.gTest(bed.counts(moved), bed.exact().pretrained()), "neighbours");
    assertNotEquals(pivot, moved);
    Streams far = new NearbyStreams(Streams.of(1), Streams.of(2), 1);
    Tokens fresh = Decoding.run(new Pretrained(), steering, far, 0, 20_000, p -> {}).designs();
    assertTrue(agreement(pivot, moved) > agreement(pivot, fresh) + 0.1);
    var a = Streams.of(1).at(0, 0, 0, dev.lodestar.core.rng.Purpose.PRIOR);
    var b =
        new NearbyStreams(Streams.of(1), Streams.of(2), 0.3)
            .at(0, 0, 0, dev.lodestar.core.rng.Purpose.PRIOR);
    double product = 0;
    double square = 0;
    for (int i = 0; i < 40_000; i++) {
      double x = a.nextGaussian();
      double y = b.nextGaussian();
      product += x * y / 40_000;
      square += y * y / 40_000;
    }
    assertEquals(1, square, 0.05);
    assertEquals(Math.sqrt(1 - 0.09), product, 0.05);
  }

  private static double agreement(Tokens a, Tokens b) {
    int same = 0;
    for (int k = 0; k < a.data().length; k++) {
      same += a.data()[k] == b.data()[k] ? 1 : 0;
    }
    return (double) same / a.data().length;
  }

  @Test
  void moreRoundsOfZeroOrderSearchFindBetterNoise() {
    double[] means =
        Arrays.stream(new int[] {1, 4, 12})
            .mapToDouble(
                n ->
                    mean(
                        bed.decode(new NoiseSearch(new Pretrained(), n, 2, 0.2), value, 1, 0, 500)
                            .population()
                            .values()))
            .toArray();
    assertTrue(means[1] > means[0] + 0.1 && means[2] > means[1] + 0.1, Arrays.toString(means));
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    Pretrained inner = new Pretrained();
    Refinement.Newest newest = new Refinement.Newest();
    assertThrows(IllegalArgumentException.class, () -> new Refinement(inner, 0, 0.5, newest));
    assertThrows(IllegalArgumentException.class, () -> new Refinement(inner, 2, 0, newest));
    assertThrows(
        IllegalArgumentException.class, () -> new Refinement.Resampled(0, Resamplers.SYSTEMATIC));
    assertThrows(IllegalArgumentException.class, () -> new NoiseSearch(inner, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new PathSearch(1, 1, 0.1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Metropolis(-1, 1, 0.5));
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }
}
