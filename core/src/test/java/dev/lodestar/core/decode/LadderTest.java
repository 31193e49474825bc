package dev.lodestar.core.decode;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.exact.SvddLaw;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.ParallelDenoiser;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.LookAhead;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.PosteriorSamples;
import dev.lodestar.core.value.SoftAverage;
import dev.lodestar.core.value.ValueFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method must keep, by enumeration where it has an exact law. */
class LadderTest {
  private static final double ALPHA = 0.6;
  private static final int DESIGNS = 30_000;

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);
  private final ExactValue exactValue = ExactValue.of(target);

  static List<Ladder.Rung> methods() {
    return Ladder.METHODS;
  }

  static Stream<Ladder.Rung> methodsWithLaw() {
    return Ladder.METHODS.stream().filter(Ladder.Rung::hasLaw);
  }

  static Stream<Ladder.Rung> methodsBlindAtHighTemperature() {
    return Ladder.METHODS.stream().filter(Ladder.Rung::blindAtHighTemperature);
  }

  @ParameterizedTest
  @MethodSource("methodsWithLaw")
  void designsFollowTheExactLawUnderExactValues(Ladder.Rung rung) {
    follows(rung, exactValue);
  }

  @ParameterizedTest
  @MethodSource("methodsWithLaw")
  void designsFollowTheExactLawUnderAnyValues(Ladder.Rung rung) {
    follows(rung, new ExactValue(bed.exact().states(), bed.randomValues(4)));
  }

  private void follows(Ladder.Rung rung, ExactValue value) {
    Tokens designs = bed.decode(rung.make().apply(ALPHA), value, 1, 0, DESIGNS).designs();
    double[] law = rung.law().of(bed, value.table(), ALPHA);
    assertEquals(1, Arrays.stream(law).sum(), 1e-9);
    accept(Statistics.gTest(bed.counts(designs), law), rung.name());
  }

  @ParameterizedTest
  @MethodSource("methodsBlindAtHighTemperature")
  void aHighTemperatureIsThePretrainedModel(Ladder.Rung rung) {
    Decoder method = rung.make().apply(1e12);
    long[] counts;
    if (method.independent()) {
      counts = bed.counts(bed.decode(method, exactValue, 2, 0, DESIGNS).designs());
    } else {
      // particles of a group share ancestors: one of each group
      counts = new long[bed.exact().states().size()];
      for (int g = 0; g < 4_000; g++) {
        Tokens group = bed.decode(method, exactValue, 2, 5L * g, 5).designs();
        counts[bed.exact().states().index(group, g % 5)]++;
      }
    }
    accept(Statistics.gTest(counts, bed.exact().pretrained()), rung.name());
  }

  @Test
  void widthOneIsThePretrainedModelDrawForDraw() {
    Tokens pretrained = bed.decode(new Pretrained(), exactValue, 1, 0, 500).designs();
    assertEquals(pretrained, bed.decode(new Svdd(1, ALPHA), exactValue, 1, 0, 500).designs());
    assertEquals(pretrained, bed.decode(new Svdd(1, 0), exactValue, 1, 0, 500).designs());
    assertEquals(pretrained, bed.decode(new BestOfN(1), exactValue, 1, 0, 500).designs());
    assertNotEquals(pretrained, bed.decode(new Svdd(2, 0), exactValue, 1, 0, 500).designs());
  }

  /** Values that differ for every state: otherwise ties are drawn at any temperature but 0. */
  @Test
  void aFallingTemperatureIsGreedy() {
    ExactValue value = new ExactValue(bed.exact().states(), bed.randomValues(4));
    Tokens greedy = bed.decode(new Svdd(5, 0), value, 1, 0, 500).designs();
    assertEquals(greedy, bed.decode(new Svdd(5, 1e-9), value, 1, 0, 500).designs());
    assertNotEquals(greedy, bed.decode(new Svdd(5, 1), value, 1, 0, 500).designs());
  }

  /** The bias of self-normalised importance sampling is of order 1/M. */
  @Test
  void theErrorOfSvddFallsAsOneOverItsWidth() {
    int[] widths = {16, 32, 64, 128};
    double[] error =
        Arrays.stream(widths)
            .mapToDouble(
                m ->
                    Statistics.distance(
                        target.law(), SvddLaw.of(bed.exact(), exactValue.table(), m, ALPHA)))
            .toArray();
    for (int i = 1; i < error.length; i++) {
      double slope = Math.log(error[i] / error[i - 1]) / Math.log(2);
      assertEquals(-1, slope, 0.12, "from M = " + widths[i - 1] + " to " + widths[i]);
    }
  }

  @Test
  void aWideSvddSamplesTheTarget() {
    Tokens designs = bed.decode(new Svdd(300, ALPHA), exactValue, 5, 0, 3_000).designs();
    accept(Statistics.gTest(bed.counts(designs), target.law()), "svdd M=300 against the target");
    Tokens narrow = bed.decode(new Svdd(3, ALPHA), exactValue, 5, 0, DESIGNS).designs();
    assertTrue(
        Statistics.gTest(bed.counts(narrow), target.law()) < Statistics.ALARM,
        "a width of 3 is told from the target");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void fixedPositionsAreKept(Ladder.Rung rung) {
    int[] fixed = {MaskedProcess.FREE, 2, MaskedProcess.FREE, 0, MaskedProcess.FREE};
    Bed locked =
        Bed.of(new ArbitraryDenoiser(9, 3, 1, true), new LogLinearSchedule(5, 0.05), fixed);
    ExactTarget aim = new ExactTarget(locked.exact(), locked.reward(6), ALPHA);
    Tokens designs =
        locked.decode(rung.make().apply(ALPHA), ExactValue.of(aim), 1, 0, 400).designs();
    assertEquals(400, designs.size());
    for (int i = 0; i < designs.size(); i++) {
      assertEquals(2, designs.row(i)[1]);
      assertEquals(0, designs.row(i)[3]);
      assertFalse(designs.contains(i, 3), "no mask is left");
    }
    if (rung.hasLaw()) {
      Tokens many =
          locked.decode(rung.make().apply(ALPHA), ExactValue.of(aim), 1, 0, 10_000).designs();
      double[] law = rung.law().of(locked, aim.values(), ALPHA);
      accept(Statistics.gTest(locked.counts(many), law), rung.name() + " under constraints");
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void equalAddressesGiveEqualDesigns(Ladder.Rung rung) {
    Decoder method = rung.make().apply(ALPHA);
    ValueFunction<Tokens> value = new PosteriorSamples<>(bed.reward(3), 3, ALPHA);
    Tokens whole = bed.decode(method, value, 1, 100, 128).designs();
    assertEquals(whole, bed.decode(method, value, 1, 100, 128).designs());
    assertNotEquals(whole, bed.decode(method, value, 2, 100, 128).designs(), "another seed");
    if (method.independent()) {
      // in other groups, in another order
      for (int size : new int[] {1, 7, 64}) {
        for (int from = 127 / size * size; from >= 0; from -= size) {
          int n = Math.min(size, 128 - from);
          int[] rows = IntStream.range(from, from + n).toArray();
          assertEquals(whole.select(rows), bed.decode(method, value, 1, 100 + from, n).designs());
        }
      }
    }
  }

  /** Whatever batches reach the network, from however many threads. */
  @ParameterizedTest
  @MethodSource("methods")
  void neitherBatchesNorThreadsLeaveATrace(Ladder.Rung rung) {
    int[][] batchesAndThreads = {{1, 1}, {1, 16}, {7, 2}, {64, 1}, {64, 16}};
    Decoding.Outcome<Tokens> plain = decode(rung, bed.network());
    for (int[] setting : batchesAndThreads) {
      try (ParallelDenoiser network = new ParallelDenoiser(bed.network(), setting[0], setting[1])) {
        Decoding.Outcome<Tokens> outcome = decode(rung, network);
        assertEquals(plain.designs(), outcome.designs(), rung + " " + Arrays.toString(setting));
        assertEquals(plain.population().logZ(), outcome.population().logZ());
        assertArrayEquals(plain.population().values(), outcome.population().values());
      }
    }
  }

  private Decoding.Outcome<Tokens> decode(Ladder.Rung rung, TokenDenoiser network) {
    Meter meter = new Meter(Budget.unlimited());
    MaskedProcess process =
        new MaskedProcess(network, bed.schedule(), bed.fixed(), new TokenDraw.InverseCdf(), meter);
    ValueFunction<Tokens> value =
        new LookAhead<>(process, new PosteriorMean<>(bed.reward(3)), 2, 2, new SoftAverage(ALPHA));
    return Decoding.run(
        rung.make().apply(ALPHA),
        new Steering<>(process, value, Optional.of(bed.guide(9))),
        Streams.of(1),
        100,
        40,
        p -> {});
  }

  /** A method that is not on the ladder is not tested. */
  @Test
  void everyMethodStandsOnTheLadder() throws Exception {
    Set<Class<?>> onIt = new HashSet<>();
    Ladder.METHODS.forEach(r -> onIt.add(r.make().apply(ALPHA).getClass()));
    Path classes =
        Path.of(Decoder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path here = classes.resolve(Decoder.class.getPackageName().replace('.', '/'));
    List<Class<?>> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(here)) {
      for (String name : files.map(f -> f.getFileName().toString()).toList()) {
        if (name.endsWith(".class")) {
          Class<?> type =
              Class.forName(Decoder.class.getPackageName() + "." + name.replace(".class", ""));
          if (Decoder.class.isAssignableFrom(type) && !type.isInterface()) {
            all.add(type);
          }
        }
      }
    }
    assertTrue(all.size() >= 20, all.toString());
    all.removeAll(onIt);
    assertEquals(List.of(), all, "add a line to Ladder for each of these");
  }

  @Test
  void theWorstGiveWayToOthers() {
    Decoding.Outcome<Tokens> plain = bed.decode(new Svdd(3, ALPHA), exactValue, 1, 0, 5_000);
    Decoding.Outcome<Tokens> replaced =
        bed.decode(new SvddR(3, ALPHA, 0.2, 0), exactValue, 1, 0, 5_000);
    double[] before = plain.population().values();
    double[] after = replaced.population().values();
    assertTrue(mean(after) > mean(before) + 0.1, mean(before) + " to " + mean(after));
    assertEquals(5_000, plain.population().uniqueOrigins());
    assertTrue(replaced.population().uniqueOrigins() < 5_000);
    // a row's value is its own design's
    double[] rewards = bed.reward(3).of(replaced.designs());
    assertEquals(mean(rewards), mean(after), 1e-12);
    for (int i = 0; i < rewards.length; i++) {
      assertEquals(rewards[i], after[i]);
    }
  }

  /** Refilled at a temperature near 0, what was replaced is a copy of the best. */
  @Test
  void theWorstGiveWayToTheBestAtALowTemperature() {
    double[] values =
        bed.decode(new SvddR(2, ALPHA, 0.5, 1e-9), exactValue, 1, 0, 200).population().values();
    double best =
        Arrays.stream(bed.reward(3).of(bed.exact().states().tokens(bed.exact().states().designs())))
            .max()
            .orElseThrow();
    assertTrue(Arrays.stream(values).filter(v -> v == best).count() >= 100);
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }
}
