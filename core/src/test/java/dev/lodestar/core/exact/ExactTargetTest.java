package dev.lodestar.core.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.value.Objective;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactTargetTest {
  private static final double ALPHA = 0.7;
  private static final int FREE = MaskedProcess.FREE;

  private final Bed bed = Bed.small();
  private final ExactMasked exact = bed.exact();
  private final ExactTarget target = new ExactTarget(exact, bed.reward(3), ALPHA);

  @Test
  void everyTransitionIsTheSamplersOwn() {
    for (Bed b :
        new Bed[] {
          bed,
          Bed.of(new ArbitraryDenoiser(8, 2, 1.5, true), LogLinearSchedule.of(3), FREE, 1, FREE)
        }) {
      MaskedStates states = b.exact().states();
      Tokens all = states.tokens(IntStream.range(0, states.size()).toArray());
      for (int t = 1; t <= b.exact().steps(); t++) {
        Outlook<Tokens> outlook = b.process().look(all, t);
        for (int s = 0; s < states.size(); s++) {
          ExactMasked.Transition kernel = b.exact().kernel(t, s);
          double[] logProb =
              outlook
                  .select(new int[] {s})
                  .logProb(states.tokens(kernel.states()), kernel.states().length);
          for (int c = 0; c < logProb.length; c++) {
            assertEquals(Math.log(kernel.probabilities()[c]), logProb[c], 1e-12);
          }
          assertEquals(1, Arrays.stream(kernel.probabilities()).sum(), 1e-12);
          // every child the sampler gives any probability is in the list
          double[] any = outlook.select(new int[] {s}).logProb(all, all.size());
          assertEquals(kernel.states().length, Arrays.stream(any).filter(x -> x > -1e300).count());
        }
      }
    }
  }

  @Test
  void theFinalNoiseRemovalIsTheSamplersOwn() {
    MaskedStates states = exact.states();
    Tokens all = states.tokens(IntStream.range(0, states.size()).toArray());
    int[] guesses = states.indices(bed.process().look(all, 0).cleanGuess());
    for (int s = 0; s < guesses.length; s++) {
      assertEquals(guesses[s], exact.design(s));
    }
  }

  @Test
  void expectAndPushAreTheTransitionsApplied() {
    double[] f = bed.randomValues(4)[0];
    double[] law = new double[f.length];
    Arrays.setAll(law, s -> Math.exp(f[s]));
    for (int t = 1; t <= exact.steps(); t++) {
      double[] e = exact.expect(t, f);
      double[] pushed = new double[f.length];
      for (int s = 0; s < f.length; s++) {
        ExactMasked.Transition k = exact.kernel(t, s);
        double sum = 0;
        for (int c = 0; c < k.states().length; c++) {
          sum += k.probabilities()[c] * f[k.states()[c]];
          pushed[k.states()[c]] += law[s] * k.probabilities()[c];
        }
        assertEquals(sum, e[s], 1e-12);
      }
      assertArrayEquals(pushed, exact.push(t, law), 1e-11);
    }
  }

  /** exp(v_t/α) = Σ p(child)·exp(v_{t-1}(child)/α), and v_0 is the reward. */
  @Test
  void valuesSolveTheSoftBellmanEquation() {
    double[][] v = target.values();
    for (int s = 0; s < v[0].length; s++) {
      assertEquals(target.reward(exact.design(s)), v[0][s]);
    }
    for (int t = 1; t < v.length; t++) {
      for (int s = 0; s < v[t].length; s++) {
        ExactMasked.Transition k = exact.kernel(t, s);
        double sum = 0;
        for (int c = 0; c < k.states().length; c++) {
          sum += k.probabilities()[c] * Math.exp(v[t - 1][k.states()[c]] / ALPHA);
        }
        assertEquals(ALPHA * Math.log(sum), v[t][s], 1e-12);
      }
    }
  }

  @Test
  void zIsTheExpectationUnderThePretrainedLaw() {
    double[] pre = exact.pretrained();
    assertEquals(1, Arrays.stream(pre).sum(), 1e-12);
    double z = 0;
    for (int x : exact.states().designs()) {
      z += pre[x] * Math.exp(target.reward(x) / ALPHA);
    }
    assertEquals(Math.log(z), target.logZ(), 1e-12);
    assertEquals(
        target.logZ(), target.values()[exact.steps()][exact.states().masked()] / ALPHA, 1e-12);
  }

  @Test
  void theOptimalKernelLeadsToTheTarget() {
    double[] law = exact.prior();
    for (int t = exact.steps(); t > 0; t--) {
      double[] next = new double[law.length];
      for (int s = 0; s < law.length; s++) {
        if (law[s] > 0) {
          ExactMasked.Transition k = target.optimalKernel(t, s);
          assertEquals(1, Arrays.stream(k.probabilities()).sum(), 1e-12);
          for (int c = 0; c < k.states().length; c++) {
            next[k.states()[c]] += law[s] * k.probabilities()[c];
          }
        }
      }
      law = next;
    }
    assertArrayEquals(target.law(), exact.designs(law), 1e-12);
    assertTrue(Statistics.distance(target.law(), exact.pretrained()) > 0.1, "a target of its own");
  }

  @Test
  void aHighTemperatureLeavesThePretrainedLaw() {
    assertArrayEquals(exact.pretrained(), new ExactTarget(exact, bed.reward(3), 1e13).law(), 1e-12);
  }

  @Test
  void infeasibleDesignsHaveNoPlaceInTheTarget() {
    Objective<Tokens> rule =
        clean -> {
          double[] r = bed.reward(3).of(clean);
          for (int i = 0; i < r.length; i++) {
            r[i] = clean.data()[i * 3] == 0 ? Double.NEGATIVE_INFINITY : r[i];
          }
          return r;
        };
    ExactTarget ruled = new ExactTarget(exact, rule, ALPHA);
    for (int x : exact.states().designs()) {
      assertEquals(exact.states().tokens(x).data()[0] == 0, ruled.law()[x] == 0);
    }
    assertTrue(Double.isFinite(ruled.logZ()));
    // a state whose first letter is revealed as 0 leads to no feasible design
    assertEquals(Double.NEGATIVE_INFINITY, ruled.values()[2][exact.states().masked() - 3 * 16]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e-6, Double.NaN})
  void refusesTemperaturesItCannotEnumerate(double alpha) {
    assertThrows(
        IllegalArgumentException.class, () -> new ExactTarget(exact, bed.reward(3), alpha));
  }

  @Test
  void refusesSpacesThatAreTooLarge() {
    assertThrows(IllegalArgumentException.class, () -> MaskedStates.free(4, 50));
  }

  @Test
  void statesAreNumberedOnce() {
    MaskedStates states = new MaskedStates(3, new int[] {FREE, 2, FREE});
    assertEquals(16, states.size());
    assertEquals(9, states.designs().length);
    int[] all = IntStream.range(0, states.size()).toArray();
    assertArrayEquals(all, states.indices(states.tokens(all)));
    assertArrayEquals(new int[] {3, 2, 3}, states.tokens(states.masked()).data());
    assertArrayEquals(new int[] {0, 2}, states.maskedPositions(states.masked()));
    assertThrows(
        IllegalArgumentException.class, () -> states.index(new Tokens(new int[] {0, 1, 0}, 3), 0));
  }
}
