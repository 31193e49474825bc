package dev.lodestar.core.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookAheadTest {
  private static final double ALPHA = 0.7;

  private final Bed bed = Bed.small();
  private final Objective<Tokens> reward = bed.reward(3);
  private final ExactTarget target = new ExactTarget(bed.exact(), reward, ALPHA);

  /** Roll-outs to the data, averaged softly, are the Monte-Carlo estimate of the soft value. */
  @Test
  void rollOutsToTheDataEstimateTheSoftValueOfEveryState() {
    MaskedProcess process = bed.process();
    for (int step = 0; step <= bed.exact().steps(); step++) {
      int[] states = IntStream.range(0, bed.exact().states().size()).toArray();
      Outlook<Tokens> outlook = process.look(bed.exact().states().tokens(states), step);
      LookAhead<Tokens> far =
          new LookAhead<>(process, new PosteriorMean<>(reward), 99, 4_000, new SoftAverage(ALPHA));
      double[] estimates = far.of(outlook, Draws.of(Streams.of(1), 0, states.length, step));
      double[] exact = target.values()[step];
      assertArrayEquals(exact, estimates, 0.15, "at step " + step);
      double bias = 0;
      for (int s : states) {
        bias += (estimates[s] - exact[s]) / states.length;
      }
      assertEquals(0, bias, 0.01, "at step " + step);
    }
  }

  /** E[r(guess of x_{t-1}) | x_t], exactly, is the mean over one step. */
  @Test
  void oneStepAheadIsTheMeanOverTheKernel() {
    MaskedProcess process = bed.process();
    int[] states = IntStream.range(0, bed.exact().states().size()).toArray();
    Outlook<Tokens> outlook = process.look(bed.exact().states().tokens(states), 3);
    double[] next =
        new PosteriorMean<>(reward)
            .of(
                process.look(bed.exact().states().tokens(states), 2),
                Draws.of(Streams.of(1), 0, states.length, 2));
    double[] exact = bed.exact().expect(3, next);
    double[] estimates =
        new LookAhead<>(process, new PosteriorMean<>(reward), 1, 4_000, SoftAverage.mean())
            .of(outlook, Draws.of(Streams.of(1), 0, states.length, 2));
    assertArrayEquals(exact, estimates, 0.12);
  }

  @Test
  void aRollOutsNumbersAreNotTheParticlesOwn() {
    MaskedProcess process = bed.process();
    Draws draws = Draws.of(Streams.of(1), 0, 300, 4);
    Outlook<Tokens> prior = process.look(process.prior(draws), 4);
    Tokens own = prior.propose(draws, 1);
    double[] ownValues = new PosteriorMean<>(reward).of(process.look(own, 3), draws);
    double[] ahead =
        new LookAhead<>(process, new PosteriorMean<>(reward), 1, 1, SoftAverage.mean())
            .of(prior, draws);
    int equal = (int) IntStream.range(0, 300).filter(i -> ahead[i] == ownValues[i]).count();
    assertTrue(equal < 200, equal + " of 300 roll-outs saw what the particle will draw");
  }

  @Test
  void itsStepsAreCounted() {
    Meter meter = new Meter(Budget.unlimited());
    MaskedProcess process = MaskedProcess.withoutMemory(bed.network(), 6, 3, meter);
    Draws draws = Draws.of(Streams.of(1), 0, 10, 6);
    Outlook<Tokens> prior = process.look(process.prior(draws), 6);
    assertEquals(0, meter.spent().networkCalls(), "nothing has been read yet");
    new LookAhead<>(process, new PosteriorMean<>(reward), 2, 5, SoftAverage.mean())
        .of(prior, draws);
    assertEquals(10 + 2 * 5 * 10, meter.spent().networkCalls());
  }

  @Test
  void svddLooksAhead() {
    MaskedProcess process = bed.process();
    ValueFunction<Tokens> far =
        new LookAhead<>(process, new PosteriorMean<>(reward), 4, 8, new SoftAverage(ALPHA));
    ValueFunction<Tokens> near = new PosteriorMean<>(reward);
    double with = mean(bed.decode(new Svdd(4, 0), far, 1, 0, 1_000).population().values());
    double without = mean(bed.decode(new Svdd(4, 0), near, 1, 0, 1_000).population().values());
    assertTrue(with > without + 0.1, without + " to " + with);
    assertEquals(
        bed.decode(new Svdd(4, 0), far, 1, 20, 7).designs(),
        bed.decode(new Svdd(4, 0), far, 1, 0, 40)
            .designs()
            .select(IntStream.range(20, 27).toArray()));
  }

  @Test
  void softAveragesGrowFromTheMeanToTheMaximum() {
    double[] v = {9, 1, 2, 4, 9};
    assertEquals(7 / 3.0, SoftAverage.mean().of(v, 1, 4), 1e-12);
    assertEquals(4, new SoftAverage(0).of(v, 1, 4));
    assertEquals(7 / 3.0, new SoftAverage(1e6).of(v, 1, 4), 1e-4);
    assertEquals(4, new SoftAverage(1e-4).of(v, 1, 4), 1e-3);
    double[] none = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    assertEquals(Double.NEGATIVE_INFINITY, new SoftAverage(1).of(none, 0, 2));
    assertThrows(IllegalArgumentException.class, () -> new SoftAverage(-1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new LookAhead<>(bed.process(), new PosteriorMean<>(reward), 0, 1, SoftAverage.mean()));
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  @Test
  void branchesAreIndependentStreams() {
    Streams base = Streams.of(1);
    var why = dev.lodestar.core.rng.Purpose.LOOK_AHEAD;
    var use = dev.lodestar.core.rng.Purpose.PROPOSE;
    double plain = base.at(3, 2, 1, use).nextDouble();
    double one = base.branch(why, 1).at(3, 2, 1, use).nextDouble();
    assertNotEquals(plain, one);
    assertNotEquals(one, base.branch(why, 2).at(3, 2, 1, use).nextDouble());
    assertEquals(one, base.branch(why, 1).at(3, 2, 1, use).nextDouble());
  }
}
