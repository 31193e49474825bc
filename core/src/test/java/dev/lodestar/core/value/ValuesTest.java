package dev.lodestar.core.value;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.MaskedStates;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.masked.CleanProbabilities;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private static final double ALPHA = 0.5;

  private final Bed bed = Bed.small();
  private final MaskedStates states = bed.exact().states();
  private final Tokens all = states.tokens(IntStream.range(0, states.size()).toArray());
  private final Objective<Tokens> reward = bed.reward(3);

  private static Draws draws(int rows, int step) {
    return Draws.of(Streams.of(1), 0, rows, step);
  }

  private Outlook<Tokens> look(int step) {
    return bed.process().look(all, step);
  }

  /** E[exp(r/α)] of clean guesses drawn position by position, by enumeration. */
  private double expected(Outlook<Tokens> outlook, int row) {
    float[] p = ((CleanProbabilities) outlook).cleanProbabilities();
    int[] designs = states.designs();
    Tokens clean = states.tokens(designs);
    double[] r = reward.of(clean);
    double sum = 0;
    for (int d = 0; d < designs.length; d++) {
      double probability = 1;
      for (int l = 0; l < 3; l++) {
        probability *= p[(row * 3 + l) * 3 + clean.data()[d * 3 + l]];
      }
      sum += probability * Math.exp(r[d] / ALPHA);
    }
    return sum;
  }

  @Test
  void thePosteriorMeanIsTheRewardOfTheMode() {
    for (int step : new int[] {0, 2}) {
      Outlook<Tokens> outlook = look(step);
      assertArrayEquals(
          reward.of(outlook.cleanGuess()),
          new PosteriorMean<>(reward).of(outlook, draws(all.size(), step)));
    }
  }

  /** exp(v/α) is unbiased for E[exp(r(x̂)/α)] whatever the number of guesses. */
  @Test
  void posteriorSamplesAverageTheExponentials() {
    int row = states.masked();
    int rows = 4_000;
    Outlook<Tokens> outlook = look(2).select(IntStream.range(0, rows).map(i -> row).toArray());
    for (int guesses : new int[] {1, 4}) {
      double[] v = new PosteriorSamples<>(reward, guesses, ALPHA).of(outlook, draws(rows, 2));
      double[] weights = Arrays.stream(v).map(x -> Math.exp(x / ALPHA)).toArray();
      accept(Statistics.meanTest(weights, expected(outlook, 0)), guesses + " guesses");
    }
  }

  @Test
  void posteriorSamplesWithoutTemperatureTakeTheBest() {
    Outlook<Tokens> outlook = look(2);
    Draws draws = draws(all.size(), 2);
    double[] guesses = reward.of(outlook.sampleClean(draws, 3));
    double[] v = new PosteriorSamples<>(reward, 3, 0).of(outlook, draws);
    for (int i = 0; i < v.length; i++) {
      assertEquals(Arrays.stream(guesses, 3 * i, 3 * i + 3).max().orElseThrow(), v[i]);
    }
    double[] cold = new PosteriorSamples<>(reward, 3, 1e-6).of(outlook, draws);
    assertArrayEquals(v, cold, 1e-5);
    assertThrows(IllegalArgumentException.class, () -> new PosteriorSamples<>(reward, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new PosteriorSamples<>(reward, 1, -1));
  }

  @Test
  void posteriorSamplesSurviveInfeasibleGuesses() {
    double none = Double.NEGATIVE_INFINITY;
    Objective<Tokens> rule =
        clean -> {
          double[] r = reward.of(clean);
          Arrays.setAll(r, i -> clean.data()[i * 3] == 0 ? none : r[i]);
          return r;
        };
    double[] v = new PosteriorSamples<>(rule, 5, ALPHA).of(look(2), draws(all.size(), 2));
    for (int s = 0; s < v.length; s++) {
      assertEquals(false, Double.isNaN(v[s]));
      if (all.data()[3 * s] == 0) {
        assertEquals(none, v[s]);
      }
    }
  }

  /** Probabilities that sum to 1 at every position, certain where a letter is revealed. */
  @Test
  void posteriorProbabilitiesHandOverProbabilities() {
    List<float[]> seen = new ArrayList<>();
    Meter meter = new Meter(Budget.unlimited());
    PosteriorProbabilities value =
        new PosteriorProbabilities(
            (p, rows, length) -> {
              seen.add(p);
              return new double[rows];
            },
            reward,
            meter);
    value.of(look(2), draws(all.size(), 2));
    float[] p = seen.get(0);
    assertEquals(all.data().length * 3, p.length);
    for (int i = 0; i < all.data().length; i++) {
      assertEquals(1, p[3 * i] + p[3 * i + 1] + p[3 * i + 2], 1e-6);
      if (all.data()[i] < 3) {
        assertEquals(1, p[3 * i + all.data()[i]]);
      }
    }
    assertEquals(all.size(), meter.spent().rewardCalls());
    assertArrayEquals(reward.of(look(0).cleanGuess()), value.of(look(0), draws(all.size(), 0)));
    assertEquals(1, seen.size(), "at the data the reward itself is asked");
  }

  @Test
  void aLearnedValueIsAskedOnceForEqualStatesAndNotAtTheData() {
    Meter meter = new Meter(Budget.unlimited());
    List<Double> times = new ArrayList<>();
    TokenValueNet network =
        (tokens, rows, length, time) -> {
          times.add(time);
          double[] v = new double[rows];
          Arrays.setAll(v, i -> states.index(new Tokens(tokens, length), i));
          return v;
        };
    LearnedValue value = new LearnedValue(network, reward, step -> step / 4.0, meter);
    Outlook<Tokens> outlook = look(3).select(new int[] {7, 63, 7, 7, 2});
    assertArrayEquals(new double[] {7, 63, 7, 7, 2}, value.of(outlook, draws(5, 3)));
    assertEquals(3, meter.spent().networkCalls());
    assertEquals(5, meter.spent().networkAsked());
    assertEquals(List.of(0.75), times);
    assertArrayEquals(reward.of(look(0).cleanGuess()), value.of(look(0), draws(all.size(), 0)));
    assertEquals(1, times.size());
  }
}
