package dev.lodestar.core.decode;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactMasked;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.MaskedStates;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.exact.TabularDenoiser;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.weight.Resamplers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Where positions are independent under the model and the reward is a sum over positions, soft
 * values are sums too, and the first-order tilt by 1/α is the optimal kernel itself: guidance
 * samples the target exactly, and weights are constant.
 */
class OptimalProposalTest {
  private static final int V = 3;
  private static final int L = 3;
  private static final double ALPHA = 0.6;

  private final Bed bed =
      Bed.of(
          new TabularDenoiser(V, L, sums(table(1), MaskedStates.free(V, L))),
          new LogLinearSchedule(4, 0.25),
          MaskedProcess.free(L));
  private final MaskedStates states = bed.exact().states();
  private final Objective<Tokens> reward =
      clean -> {
        double[][] scores = table(2);
        double[] out = new double[clean.size()];
        for (int i = 0; i < clean.data().length; i++) {
          out[i / L] += scores[i % L][clean.data()[i]];
        }
        return out;
      };
  private final ExactTarget target = new ExactTarget(bed.exact(), reward, ALPHA);
  private final ExactValue value = ExactValue.of(target);

  /** A number for every position and letter, standard normal. */
  private static double[][] table(long seed) {
    Philox rng = new Philox(seed, 0, 0, 0, 0);
    double[][] out = new double[L][V];
    for (double[] row : out) {
      Arrays.setAll(row, k -> rng.nextGaussian());
    }
    return out;
  }

  private static double[] sums(double[][] table, MaskedStates states) {
    Tokens designs = states.tokens(states.designs());
    double[] out = new double[designs.size()];
    for (int i = 0; i < designs.data().length; i++) {
      out[i / L] += table[i % L][designs.data()[i]];
    }
    return out;
  }

  /** Differences of the next level's exact value when one masked position is revealed. */
  private Guide<Tokens> differences() {
    return outlook -> {
      Tokens x = outlook.states();
      double[] v = value.table()[outlook.step() - 1];
      float[] g = new float[x.data().length * (V + 1)];
      for (int i = 0; i < x.size(); i++) {
        int s = states.index(x, i);
        for (int l : states.maskedPositions(s)) {
          for (int k = 0; k < V; k++) {
            int revealed = s - (V - k) * states.strideAt(l);
            g[(i * L + l) * (V + 1) + k] = (float) (v[revealed] - v[s]);
          }
        }
      }
      return g;
    };
  }

  private Decoding.Outcome<Tokens> decode(Decoder decoder, long seed, int designs) {
    return Decoding.run(
        decoder,
        new Steering<>(bed.process(), value, Optional.of(differences())),
        Streams.of(seed),
        0,
        designs,
        p -> {});
  }

  @Test
  void theTiltedKernelIsTheOptimalOne() {
    for (int t = 1; t <= bed.exact().steps(); t++) {
      Outlook<Tokens> outlook = bed.process().look(states.tokens(states.masked()), t);
      ExactMasked.Transition optimal = target.optimalKernel(t, states.masked());
      double[] tilted =
          outlook
              .guided(differences().gradient(outlook), 1 / ALPHA)
              .logProb(states.tokens(optimal.states()), optimal.states().length);
      double[] log = Arrays.stream(optimal.probabilities()).map(Math::log).toArray();
      assertArrayEquals(log, tilted, 1e-5);
    }
  }

  @Test
  void guidanceByTheExactValueSamplesTheTarget() {
    Tokens designs = decode(new Guidance("guidance", 1 / ALPHA), 1, 30_000).designs();
    accept(Statistics.gTest(bed.counts(designs), target.law()), "guidance");
    assertTrue(Statistics.gTest(bed.counts(designs), bed.exact().pretrained()) < Statistics.ALARM);
    Tokens weak = decode(new Guidance("guidance", 0.9 / ALPHA), 1, 30_000).designs();
    assertTrue(Statistics.gTest(bed.counts(weak), target.law()) < Statistics.ALARM);
    assertEquals(
        decode(new Pretrained(), 1, 500).designs(),
        decode(new Guidance("guidance", 0), 1, 500).designs());
  }

  @Test
  void theOptimalProposalHasConstantWeights() {
    Resampling half = new Resampling(Resamplers.SYSTEMATIC, 0.5);
    for (Decoder decoder :
        List.of(
            new TwistedSmc(ALPHA, half),
            new NestedSmc(3, ALPHA, new Proposal.Guided(1 / ALPHA), half))) {
      for (int seed = 0; seed < 20; seed++) {
        Population<Tokens> last = decode(decoder, seed, 5).population();
        assertEquals(target.logZ(), last.logZ(), 1e-5, decoder.name());
        assertEquals(5, last.uniqueOrigins(), "nobody had to go");
      }
    }
    double spread = 0;
    for (int seed = 0; seed < 20; seed++) {
      Population<Tokens> last =
          decode(new Smc(ALPHA, Resamplers.SYSTEMATIC, 0.5), seed, 5).population();
      spread = Math.max(spread, Math.abs(last.logZ() - target.logZ()));
    }
    assertTrue(spread > 0.1, "the pre-trained kernel is another matter: " + spread);
  }
}
