package dev.lodestar.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.FkSteering;
import dev.lodestar.core.decode.Interval;
import dev.lodestar.core.decode.Population;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Refinement;
import dev.lodestar.core.decode.Resampling;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.decode.SvddR;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.value.PosteriorSamples;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.core.weight.LogWeights;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every check is seen to fail by a bug planted for it, and to pass without. */
class ChecksTest {
  private static final Smc SMC = new Smc(0.5, Resamplers.SYSTEMATIC, 0.9);
  private static final int NONE = MaskedProcess.FREE;

  private final Bed bed =
      Bed.of(
          new ArbitraryDenoiser(5, 3, 1.0, false), new LogLinearSchedule(4, 0.25), NONE, 2, NONE);
  private final ValueFunction<Tokens> value = new PosteriorMean<>(bed.reward(3));

  private Decoding.Outcome<Tokens> run(
      Assertions level, Decoder decoder, Steering<Tokens> steering, Meter meter) {
    return run(level, decoder, steering, meter, this::right);
  }

  private Decoding.Outcome<Tokens> run(
      Assertions level,
      Decoder decoder,
      Steering<Tokens> steering,
      Meter meter,
      Supplier<Steering<Tokens>> twin) {
    Checks<Tokens> checks = new Checks<>(level, decoder, steering, meter, twin, Set.of(1));
    return Decoding.run(decoder, checks.steering(), Streams.of(1), 0, 24, checks);
  }

  private Steering<Tokens> right() {
    return new Steering<>(bed.process(), value, Optional.of(bed.guide(9)));
  }

  private Steering<Tokens> with(ValueFunction<Tokens> other) {
    return new Steering<>(bed.process(), other, Optional.of(bed.guide(9)));
  }

  private Steering<Tokens> with(UnaryOperator<Outlook<Tokens>> bug) {
    ReverseProcess<Tokens> good = bed.process();
    return new Steering<>(
        new ReverseProcess<>() {
          @Override
          public int steps() {
            return good.steps();
          }

          @Override
          public Tokens prior(Draws draws) {
            return good.prior(draws);
          }

          @Override
          public Outlook<Tokens> look(Tokens states, int step) {
            return bug.apply(good.look(states, step));
          }
        },
        value);
  }

  /** That a planted bug is seen at one level, and not at the one below. */
  private void seen(Assertions level, Decoder decoder, Steering<Tokens> steering, String... words) {
    Meter meter = new Meter(Budget.unlimited());
    String says =
        assertThrows(Violation.class, () -> run(level, decoder, steering, meter)).getMessage();
    assertTrue(
        says.startsWith("An assertion failed in " + decoder.name() + " at noise level"), says);
    for (String word : words) {
      assertTrue(says.contains(word), says);
    }
    if (level == Assertions.FULL) {
      run(Assertions.CHEAP, decoder, steering, meter);
    }
  }

  @Test
  void whatIsRightPassesAndComesOutTheSame() {
    Resampling half = new Resampling(Resamplers.SYSTEMATIC, 0.5);
    Refinement.Survival resampled = new Refinement.Resampled(0.5, Resamplers.SYSTEMATIC);
    for (Decoder d :
        List.of(
            new Pretrained(),
            new Svdd(3, 0),
            new SvddR(3, 0.5, 0.3, 0),
            SMC,
            new FkSteering(FkSteering.Potential.MAX, 0.5, Interval.always(), half),
            new Refinement(new Svdd(2, 0), 3, 0.5, resampled))) {
      Decoding.Outcome<Tokens> plain = bed.decode(d, value, 1, 0, 24);
      for (Assertions level : Assertions.values()) {
        Meter meter = new Meter(Budget.unlimited());
        Steering<Tokens> steering =
            new Steering<>(bed.process(meter), value, Optional.of(bed.guide(9)));
        assertEquals(plain.designs(), run(level, d, steering, meter).designs(), d + " " + level);
      }
    }
  }

  @Test
  void valuesThatAreNoNumbersAreSeen() {
    seen(
        Assertions.CHEAP,
        new Svdd(3, 0),
        with((o, d) -> at(value.of(o, d), o.step() == 2, 7, Double.NaN)),
        "noise level 2, row 7",
        "NaN");
    seen(
        Assertions.CHEAP,
        SMC,
        with((o, d) -> at(value.of(o, d), o.step() == 3, 0, Double.POSITIVE_INFINITY)),
        "Infinity");
    seen(
        Assertions.CHEAP,
        SMC,
        with((o, d) -> Arrays.copyOf(value.of(o, d), o.size() + 1)),
        "25 values for 24 states");
  }

  private static double[] at(double[] values, boolean here, int row, double x) {
    double[] out = values.clone();
    out[row] = here ? x : out[row];
    return out;
  }

  @Test
  void aValueOfAnotherRowIsSeen() {
    seen(
        Assertions.FULL,
        new Svdd(3, 0),
        with(
            (o, d) -> {
              double[] turned = value.of(o, d);
              double last = turned[turned.length - 1];
              System.arraycopy(turned, 0, turned, 1, turned.length - 1);
              turned[0] = last;
              return turned;
            }),
        "when worked out anew");
  }

  @Test
  void drawnValuesAreWorkedOutAnewFromTheSameNumbers() {
    ValueFunction<Tokens> samples = new PosteriorSamples<>(bed.reward(3), 2, 0.5);
    Meter meter = new Meter(Budget.unlimited());
    Steering<Tokens> steering = new Steering<>(bed.process(meter), samples);
    run(
        Assertions.FULL,
        new SvddR(3, 0.5, 0.3, 0),
        steering,
        meter,
        () -> new Steering<>(bed.process(), samples));
  }

  @Test
  void aWeightThatIsDroppedIsSeen() {
    seen(
        Assertions.CHEAP,
        new Wrong(SMC, p -> changed(p, p.values(), p.weights(), 0)),
        right(),
        "a weight was lost");
    seen(
        Assertions.CHEAP,
        new Wrong(SMC, p -> changed(p, p.values(), LogWeights.of(rising(p.size())), p.logZ())),
        right(),
        "log Z");
  }

  @Test
  void aValueThatDoesNotMoveWithItsParticleIsSeen() {
    seen(
        Assertions.FULL,
        new Wrong(new SvddR(3, 0, 0.3, 0), p -> changed(p, reversed(p.values()), p.weights(), 0)),
        right(),
        "it carries the value");
  }

  private static double[] rising(int n) {
    double[] out = new double[n];
    Arrays.setAll(out, i -> 0.1 * i);
    return out;
  }

  private static double[] reversed(double[] x) {
    double[] out = new double[x.length];
    Arrays.setAll(out, i -> x[x.length - 1 - i]);
    return out;
  }

  private static <B extends Particles<B>> Population<B> changed(
      Population<B> p, double[] values, LogWeights weights, double logZ) {
    return new Population<>(
        p.outlook(), values, weights, logZ, p.origins(), p.draws(), p.potentials(), p.lineage());
  }

  @Test
  void aLockThatIsBrokenIsSeen() {
    seen(
        Assertions.CHEAP,
        new Pretrained(),
        with(o -> new Bad(o, "lock")),
        "row 4",
        "the locked position 1 holds token 0, not 2");
  }

  @Test
  void aDrawThatCannotBeIsSeen() {
    seen(
        Assertions.FULL,
        new Svdd(3, 0),
        with(o -> new Bad(o, "letter")),
        "a child that was drawn has the log-probability -Infinity");
  }

  @Test
  void aKernelThatDoesNotSumToOneIsSeen() {
    Steering<Tokens> bad = with(o -> new Bad(o, "sum"));
    Meter meter = new Meter(Budget.unlimited());
    String says =
        assertThrows(
                Violation.class,
                () ->
                    run(
                        Assertions.FULL,
                        new Pretrained(),
                        bad,
                        meter,
                        () -> with(o -> new Bad(o, "sum"))))
            .getMessage();
    assertTrue(says.contains("the kernel's probabilities sum to 1.01"), says);
  }

  @Test
  void anOutlookThatDoesNotMoveWithItsStatesIsSeen() {
    seen(
        Assertions.FULL,
        new SvddR(3, 0, 0.3, 0),
        with(o -> new Bad(o, "select")),
        "a fresh look at the same state");
  }

  @Test
  void aMemoryThatShouldNotRememberIsSeen() {
    TokenDenoiser changing = new ArbitraryDenoiser(5, 3, 1.0, false);
    TokenDenoiser liar =
        new TokenDenoiser() {
          @Override
          public int vocabulary() {
            return changing.vocabulary();
          }

          @Override
          public boolean timeIndependent() {
            return true; // it is not
          }

          @Override
          public float[] logits(int[] tokens, int rows, int length, double noise) {
            return changing.logits(tokens, rows, length, noise);
          }
        };
    Bed lying = new Bed(liar, bed.schedule(), bed.fixed(), bed.exact());
    Steering<Tokens> steering = new Steering<>(lying.process(), value);
    Meter meter = new Meter(Budget.unlimited());
    Violation seen =
        assertThrows(
            Violation.class,
            () ->
                run(
                    Assertions.FULL,
                    new Svdd(3, 0),
                    steering,
                    meter,
                    () -> new Steering<>(lying.process(), value)));
    assertTrue(seen.getMessage().contains("anew") || seen.getMessage().contains("a fresh look"));
  }

  @Test
  void countsThatCannotBeAreSeen() {
    Meter meter = new Meter(Budget.unlimited());
    Decoder twice =
        new Wrong(
            new Svdd(2, 0),
            p -> {
              meter.network(3, 1); // more than were asked for
              return p;
            });
    String says =
        assertThrows(Violation.class, () -> run(Assertions.CHEAP, twice, right(), meter))
            .getMessage();
    assertTrue(says.contains("exceed what was asked for"), says);
  }
}
