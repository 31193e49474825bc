package dev.lodestar.core.masked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.MaskedStates;
import dev.lodestar.core.process.Tokens;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedPredictionsTest {
  private final MaskedStates states = MaskedStates.free(3, 3);
  private final Tokens all = states.tokens(IntStream.range(0, states.size()).toArray());

  private static Predictions remembered(TokenDenoiser network, Meter meter, int capacity) {
    return new RememberedPredictions(network, token -> token == 3, meter, capacity);
  }

  private static int masked(MaskedStates states) {
    return states.size() - states.designs().length;
  }

  @Test
  void equalStatesOfATimeIndependentNetworkAreEvaluatedOnce() {
    Meter meter = new Meter(Budget.unlimited());
    Predictions memory = remembered(new ArbitraryDenoiser(1, 3, 1, true), meter, 1_000);
    memory.of(all.select(new int[] {63, 63, 63, 0}), 0.5);
    assertEquals(1, meter.spent().networkCalls(), "designs need no network");
    assertEquals(3, meter.spent().networkAsked());
    memory.of(all, 0.5);
    memory.of(all, 0.9);
    assertEquals(masked(states), meter.spent().networkCalls());
  }

  @Test
  void aTimeDependentNetworkIsAskedAgainAtEveryNoiseLevel() {
    Meter meter = new Meter(Budget.unlimited());
    Predictions memory = remembered(new ArbitraryDenoiser(1, 3, 1, false), meter, 1_000);
    memory.of(all, 0.5);
    memory.of(all, 0.5);
    assertEquals(masked(states), meter.spent().networkCalls());
    memory.of(all, 0.6);
    memory.of(all, 0.5);
    assertEquals(3 * masked(states), meter.spent().networkCalls());
  }

  /** Also where the memory is too small for what it is asked. */
  @Test
  void whatIsRememberedIsWhatTheNetworkSays() {
    for (int capacity : new int[] {1, 5, 1_000}) {
      for (boolean timeIndependent : new boolean[] {true, false}) {
        ArbitraryDenoiser network = new ArbitraryDenoiser(1, 3, 1, timeIndependent);
        Meter meter = new Meter(Budget.unlimited());
        Predictions memory = remembered(network, meter, capacity);
        Predictions plain =
            Predictions.everyRow(network, t -> t == 3, new Meter(Budget.unlimited()));
        for (double sigma : new double[] {0.5, 0.5, 0.7}) {
          float[][] remembered = memory.of(all, sigma);
          float[][] fresh = plain.of(all, sigma);
          for (int s = 0; s < states.size(); s++) {
            if (states.maskedPositions(s).length == 0) {
              assertEquals(0, remembered[s].length);
            } else {
              assertArrayEquals(fresh[s], remembered[s]);
            }
          }
        }
      }
    }
  }

  @Test
  void whatTheBudgetRefusesIsNotAsked() {
    Meter meter = new Meter(new Budget(10, 0, 1e9));
    Predictions memory = remembered(new ArbitraryDenoiser(1, 3, 1, true), meter, 1_000);
    assertThrows(BudgetExhausted.class, () -> memory.of(all, 0.5));
    assertEquals(0, meter.spent().networkCalls());
    memory.of(all.select(new int[] {63, 62}), 0.5);
    assertEquals(2, meter.spent().networkCalls());
  }

  @Test
  void aNetworkThatAnswersNonsenseIsRefused() {
    TokenDenoiser nan =
        new TokenDenoiser() {
          @Override
          public int vocabulary() {
            return 3;
          }

          @Override
          public boolean timeIndependent() {
            return true;
          }

          @Override
          public float[] logits(int[] tokens, int rows, int length, double noise) {
            float[] out = new float[rows == 1 ? length * 3 : 1];
            java.util.Arrays.fill(out, Float.NaN);
            return out;
          }
        };
    Predictions memory = remembered(nan, new Meter(Budget.unlimited()), 10);
    String message =
        assertThrows(IllegalStateException.class, () -> memory.of(all.select(new int[] {63}), 0.5))
            .getMessage();
    assertTrue(message.contains("not numbers"), message);
    message =
        assertThrows(
                IllegalStateException.class, () -> memory.of(all.select(new int[] {63, 62}), 0.5))
            .getMessage();
    assertTrue(message.contains("logits for"), message);
  }
}
