package dev.lodestar.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MaskedSamplersTest {
  private static final int LENGTH = 9;
  private static final int MASK = 3;
  static final List<Sampler> SAMPLERS = MaskedSamplers.ALL;

  private static Renoising<Tokens> process(Sampling sampling, boolean timeIndependent) {
    int[] fixed = MaskedProcess.free(LENGTH);
    fixed[4] = 1;
    return MaskedSamplers.process(
        sampling,
        new ArbitraryDenoiser(5, MASK, 1, timeIndependent),
        fixed,
        new Meter(Budget.unlimited()));
  }

  private static Sampler named(String name) {
    return SAMPLERS.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static double masked(Tokens states) {
    return (double) Arrays.stream(states.data()).filter(t -> t == MASK).count() / states.size();
  }

  /** Whatever the sampler, the time of a level is the share of free letters that are masked. */
  @ParameterizedTest
  @FieldSource("SAMPLERS")
  void timeIsTheShareOfMasks(Sampler sampler) {
    Renoising<Tokens> process = process(Sampling.of(sampler, 7, Map.of()), true);
    Steering<Tokens> steering = new Steering<>(process, (outlook, draws) -> new double[0]);
    List<Integer> levels = new ArrayList<>();
    int designs = 4000;
    Decoding.run(
        new Pretrained(),
        steering,
        Streams.of(3),
        0,
        designs,
        population -> {
          int step = population.step();
          levels.add(step);
          // 8 free letters a design, each masked with the probability that the time says; six
          // standard
          // deviations are a false-alarm rate of 2e-9 a level
          double t = process.time(step);
          double allowed = 6 * Math.sqrt(8 * t * (1 - t) / designs) + 0.01;
          assertEquals(8 * t, masked(population.outlook().states()), allowed, "step " + step);
        });
    assertEquals(process.steps() + 1, levels.size());
    assertEquals(1, process.time(process.steps()), 1e-12);
  }

  @Test
  void stepsFollowFromTheLettersWhereTheyAreNotChosen() {
    assertEquals(7, process(Sampling.of("ancestral", 7), true).steps());
    assertEquals(7, process(Sampling.of("cosine", 7), true).steps());
    assertEquals(8, process(Sampling.of("first-hitting", 0), true).steps());
    Sampler any = named("any-order");
    assertEquals(4, process(Sampling.of(any, 0, Map.of()), true).steps());
    Sampling three = Sampling.of(any, 0, Map.of("letters-per-step", 3, "order", "left-to-right"));
    assertEquals(3, process(three, true).steps());
  }

  @Test
  void anOrderOfItsOwnIsKept() {
    Sampling sampling =
        Sampling.of(named("any-order"), 0, Map.of("letters-per-step", 3, "order", "left-to-right"));
    Steering<Tokens> steering =
        new Steering<>(process(sampling, true), (outlook, draws) -> new double[0]);
    Decoding.run(
        new Pretrained(),
        steering,
        Streams.of(3),
        0,
        5,
        population -> {
          for (int i = 0; i < population.size(); i++) {
            int[] row = population.outlook().states().row(i);
            long open = Arrays.stream(row).filter(t -> t == MASK).count();
            // position 4 is fixed, so masks at the end are without a gap but there
            int first = 0;
            while (first < LENGTH && row[first] != MASK) {
              first++;
            }
            assertEquals(open, LENGTH - first - (first < 4 ? 1 : 0), Arrays.toString(row));
          }
        });
  }

  @Test
  void aNetworkThatAsksForTheTimeTakesScheduledSamplersOnly() {
    process(Sampling.of("ancestral", 7), false);
    process(Sampling.of("cosine", 7), false);
    for (Sampling s :
        List.of(Sampling.of("first-hitting", 0), Sampling.of(named("any-order"), 0, Map.of()))) {
      String says =
          assertThrows(IllegalArgumentException.class, () -> process(s, false)).getMessage();
      assertTrue(says.contains("time-independent") && says.contains("ancestral"), says);
    }
  }

  @Test
  void anUnknownSamplerIsASentence() {
    String says =
        assertThrows(IllegalArgumentException.class, () -> process(Sampling.of("ddim", 7), true))
            .getMessage();
    assertTrue(says.contains("'ddim'") && says.contains("first-hitting"), says);
  }
}
