package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.ValueFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beam search and DSearch: what is kept, what never meets, and what it costs. */
class BeamTest {
  private final Bed bed = Bed.small();
  private final ValueFunction<Tokens> value =
      new ExactValue(bed.exact().states(), bed.randomValues(4));

  @Test
  void oneBeamIsGreedySvddDrawForDraw() {
    Tokens svdd = bed.decode(new Svdd(5, 0), value, 1, 0, 300).designs();
    assertEquals(svdd, bed.decode(new Beam(1, 5, 1), value, 1, 0, 300).designs());
    for (BeamSchedule drop : BeamSchedule.values()) {
      DSearch plain = new DSearch(5, 1, 1, drop, SearchSchedule.EXPONENTIAL, 1);
      assertEquals(svdd, bed.decode(plain, value, 1, 0, 300).designs());
    }
    Tokens svddR = bed.decode(new SvddR(5, 0, 0.1, 0), value, 1, 0, 300).designs();
    DSearchR plain = new DSearchR(5, 1, SearchSchedule.ALL, 0.1, 0, Integer.MAX_VALUE);
    assertEquals(svddR, bed.decode(plain, value, 1, 0, 300).designs());
  }

  /** The best B different children of each design, by a sort written apart. */
  @Test
  void theBestDifferentChildrenOfADesignGoOn() {
    Beam beam = new Beam(3, 4, 1);
    Steering<Tokens> steering = new Steering<>(bed.process(), value);
    Population<Tokens> now =
        beam.start(steering, Draws.of(Streams.of(2), 0, 50, bed.exact().steps()));
    while (now.step() > 0) {
      Outlook<Tokens> ahead =
          steering.process().look(now.outlook().propose(now.draws(), 4), now.step() - 1);
      double[] values = value.of(ahead, now.draws());
      now = beam.step(steering, now);
      for (int d = 0; d < 50; d++) {
        List<Integer> children =
            new ArrayList<>(IntStream.range(d * 12, d * 12 + 12).boxed().toList());
        children.sort((a, b) -> Double.compare(values[b], values[a]));
        var seen = new HashSet<Tokens>();
        double[] best =
            children.stream()
                .filter(c -> seen.add(ahead.states().select(new int[] {c})))
                .mapToDouble(c -> values[c])
                .limit(3)
                .sorted()
                .toArray();
        double[] kept = Arrays.stream(now.values(), d * 3, d * 3 + 3).sorted().toArray();
        double[] top = Arrays.copyOfRange(kept, 3 - best.length, 3);
        assertArrayEquals(best, best.length == 3 ? kept : distinct(kept), "design " + d);
        assertEquals(best[best.length - 1], top[best.length - 1]);
      }
    }
  }

  private static double[] distinct(double[] x) {
    return Arrays.stream(x).distinct().toArray();
  }

  /** A condition's values are no better because its designs' are higher. */
  @Test
  void poolsNeverMeet() {
    for (Method method :
        List.of(
            new Beam(2, 3, 4),
            new DSearch(2, 2, 4, BeamSchedule.EXPONENTIAL, SearchSchedule.ALL, 4),
            new DSearchR(2, 2, SearchSchedule.ALL, 0.5, 0, 4))) {
      Population<Tokens> last = bed.decode(method, value, 3, 0, 22).population();
      assertEquals(22, last.size());
      for (int i = 0; i < 22; i++) {
        assertEquals(i / 4, last.origins()[i] / 4, method.name() + ", row " + i);
      }
      assertTrue(last.uniqueOrigins() < 22, "within a pool they do");
    }
  }

  @Test
  void moreBeamsFindBetterDesigns() {
    double one = mean(bed.decode(new Beam(1, 3, 1), value, 1, 0, 2_000).population().values());
    double four = mean(bed.decode(new Beam(4, 3, 1), value, 1, 0, 2_000).population().values());
    assertTrue(four > one + 0.2, one + " to " + four);
  }

  @ParameterizedTest
  @EnumSource(BeamSchedule.class)
  void beamsFallFromOverToOneADesign(BeamSchedule drop) {
    int[] beams = IntStream.rangeClosed(0, 49).map(i -> drop.after(i, 49, 60, 12)).toArray();
    for (int i = 1; i < beams.length; i++) {
      assertTrue(beams[i] <= beams[i - 1] && beams[i] >= 12 && beams[i] <= 60);
    }
    assertEquals(drop == BeamSchedule.CONSTANT ? 60 : 12, beams[49]);
    assertTrue(beams[0] >= 58, "nearly all at noise: " + beams[0]);
    switch (drop) {
      case LINEAR -> assertEquals((int) (60 - 24 * 48 / 49.0), beams[24]);
      case QUADRATIC -> assertEquals((int) (12 + 48 * Math.pow(25.0 / 49, 2)), beams[24]);
      case EXPONENTIAL -> assertEquals((int) (60 * Math.pow(0.2, 24.0 / 49)), beams[24]);
      case SIGMOID -> assertEquals(31, beams[24], 1);
      default -> assertEquals(60, beams[24]);
    }
  }

  /** Network and scorer see exactly the children that the schedules declare. */
  @Test
  void whatIsSpentIsWhatIsDeclared() {
    for (SearchSchedule search : SearchSchedule.values()) {
      DSearch method = new DSearch(2, 3, 4, BeamSchedule.EXPONENTIAL, search, 5);
      Meter meter = new Meter(Budget.unlimited());
      MaskedProcess process = MaskedProcess.withoutMemory(bed.network(), 12, 3, meter);
      long[] scored = {0};
      ValueFunction<Tokens> counted =
          new PosteriorMean<>(
              clean -> {
                scored[0] += clean.size();
                return bed.reward(3).of(clean);
              });
      Decoding.run(method, new Steering<>(process, counted), Streams.of(4), 0, 10, p -> {});
      long children = 0;
      long last = 0;
      int widest = 0;
      for (int i = 0; i < 12; i++) {
        Draws draws = Draws.of(Streams.of(4), 0, 10, 12 - i);
        int each = method.children(i, 12, draws);
        assertTrue(each == 2 || each >= 6, "one width or the other");
        last = 2L * method.beams(i, 12, 5) * each;
        children += last;
        widest = Math.max(widest, each);
      }
      assertEquals(children, scored[0], search.name());
      // what has no mask left needs no network
      assertTrue(meter.spent().networkCalls() <= children - last + 40, search.name());
      assertTrue(widest > 6, "the fewer the beams, the wider");
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Beam(0, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> new Beam(2, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Beam(2, 2, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DSearch(2, 2, 0, BeamSchedule.LINEAR, SearchSchedule.ALL, 1));
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> new DSearchR(2, 2, SearchSchedule.ALL, 0.1, 0, 1))
            .getMessage();
    assertTrue(said.contains("dsearch keeps designs apart"), said);
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }
}
