package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Budgets are hard: counted here at the network and the scorer themselves, apart from the meter.
 */
class BudgetTest {
  private static final double ALPHA = 0.5;
  private static final int DESIGNS = 12;
  private static final LogLinearSchedule SCHEDULE = new LogLinearSchedule(6, 0.1);
  private static final int[] FIXED = {
    MaskedProcess.FREE, MaskedProcess.FREE, 1, MaskedProcess.FREE, MaskedProcess.FREE
  };

  private final Bed bed = Bed.of(new ArbitraryDenoiser(1, 3, 1, true), SCHEDULE, FIXED);
  private final Objective<Tokens> reward = bed.reward(2);

  static List<Ladder.Rung> methods() {
    return Ladder.METHODS;
  }

  /** Calls that really reached the network and the scorer. */
  private static final class Counts {
    long network;
    long reward;
  }

  /** The outcome is empty where not even the first look was covered. */
  private record Run(Counts counts, Meter meter, Optional<Decoding.Outcome<Tokens>> outcome) {}

  private Run run(Decoder method, Budget budget, boolean timeIndependent) {
    Counts counts = new Counts();
    Meter meter = new Meter(budget);
    TokenDenoiser network = new ArbitraryDenoiser(1, 3, 1, timeIndependent);
    TokenDenoiser counting =
        new TokenDenoiser() {
          @Override
          public int vocabulary() {
            return network.vocabulary();
          }

          @Override
          public boolean timeIndependent() {
            return timeIndependent;
          }

          @Override
          public float[] logits(int[] tokens, int rows, int length, double noise) {
            counts.network += rows;
            return network.logits(tokens, rows, length, noise);
          }
        };
    Objective<Tokens> metered =
        clean -> {
          meter.reward(clean.size(), clean.size());
          counts.reward += clean.size();
          return reward.of(clean);
        };
    MaskedProcess process =
        new MaskedProcess(counting, SCHEDULE, FIXED, new TokenDraw.InverseCdf(), meter);
    Steering<Tokens> steering =
        new Steering<>(process, new PosteriorMean<>(metered), Optional.of(bed.guide(9)));
    Optional<Decoding.Outcome<Tokens>> outcome;
    try {
      outcome = Optional.of(Decoding.run(method, steering, Streams.of(1), 0, DESIGNS, p -> {}));
    } catch (BudgetExhausted e) {
      outcome = Optional.empty();
    }
    return new Run(counts, meter, outcome);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void networkBudgetsAreNeverExceeded(Ladder.Rung rung) {
    Decoder method = rung.make().apply(ALPHA);
    for (boolean timeIndependent : new boolean[] {true, false}) {
      Run free = run(method, Budget.unlimited(), timeIndependent);
      long full = free.counts().network;
      assertEquals(full, free.meter().spent().networkCalls());
      for (long limit = 1; limit <= full; limit += Math.max(1, full / 9)) {
        Run run = run(method, new Budget(limit, Long.MAX_VALUE, 1e9), timeIndependent);
        check(run, run.counts().network, limit, full);
      }
      check(run(method, new Budget(full, Long.MAX_VALUE, 1e9), timeIndependent), full, full, full);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void rewardBudgetsAreNeverExceeded(Ladder.Rung rung) {
    Decoder method = rung.make().apply(ALPHA);
    Run free = run(method, Budget.unlimited(), true);
    long full = free.counts().reward;
    assertEquals(full, free.meter().spent().rewardCalls());
    for (long limit = DESIGNS; limit <= full; limit += Math.max(1, full / 9)) {
      Run run = run(method, new Budget(Long.MAX_VALUE, limit, 1e9), true);
      check(run, run.counts().reward, limit, full);
    }
  }

  private static void check(Run run, long calls, long limit, long full) {
    assertTrue(calls <= limit, calls + " calls under a limit of " + limit);
    assertEquals(run.counts().network, run.meter().spent().networkCalls());
    assertEquals(run.counts().reward, run.meter().spent().rewardCalls());
    if (run.outcome().isEmpty()) {
      assertTrue(limit < full);
      return;
    }
    Decoding.Outcome<Tokens> outcome = run.outcome().get();
    assertEquals(limit < full, outcome.exhausted().isPresent());
    assertEquals(DESIGNS, outcome.designs().size());
    for (int i = 0; i < DESIGNS; i++) {
      assertFalse(outcome.designs().contains(i, 3), "no mask is left");
      assertEquals(1, outcome.designs().row(i)[2], "what is fixed is kept");
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void whatTheFirstLookNeedsIsRefusedBeforeItIsSpent(Ladder.Rung rung) {
    Run run = run(rung.make().apply(ALPHA), new Budget(0, 0, 1e9), true);
    assertTrue(run.outcome().isEmpty());
    assertEquals(0, run.counts().network + run.counts().reward);
  }

  @Test
  void oneEvaluationOfTheFirstLookIsEnoughForADesign() {
    Run run = run(new Svdd(3, ALPHA), new Budget(1, Long.MAX_VALUE, 1e9), true);
    assertEquals(6, run.outcome().orElseThrow().stoppedAt(), "nothing was decoded");
    assertEquals(DESIGNS, run.outcome().orElseThrow().designs().size());
  }

  /**
   * Without the memory of states: one evaluation a row and step, and M children a particle; none at
   * the data, where nothing is left to predict.
   */
  @Test
  void evaluationsAreThoseOfTheAlgorithm() {
    int steps = 6;
    assertEquals(DESIGNS * steps, networkCalls(new Pretrained()));
    assertEquals(4 * DESIGNS * steps, networkCalls(new BestOfN(4)));
    assertEquals(DESIGNS * (1 + 5 * (steps - 1)), networkCalls(new Svdd(5, ALPHA)));
    assertEquals(DESIGNS * (1 + 5 * (steps - 1)), networkCalls(new SvddR(5, ALPHA, 0.1, 0)));
    assertEquals(DESIGNS * steps, networkCalls(new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.5)));
    assertEquals(0, run(new Pretrained(), Budget.unlimited(), true).counts().reward);
    assertEquals(4 * DESIGNS, run(new BestOfN(4), Budget.unlimited(), true).counts().reward);
    assertEquals(
        5 * DESIGNS * steps, run(new Svdd(5, ALPHA), Budget.unlimited(), true).counts().reward);
  }

  private long networkCalls(Decoder method) {
    Meter meter = new Meter(Budget.unlimited());
    MaskedProcess process =
        MaskedProcess.withoutMemory(new ArbitraryDenoiser(1, 3, 1, true), 6, 5, meter);
    Objective<Tokens> ones =
        clean -> {
          double[] r = new double[clean.size()];
          Arrays.setAll(r, i -> clean.data()[i * 5]);
          return r;
        };
    Decoding.run(
        method,
        new Steering<>(process, new PosteriorMean<>(ones)),
        Streams.of(1),
        0,
        DESIGNS,
        p -> {});
    return meter.spent().networkCalls();
  }
}
