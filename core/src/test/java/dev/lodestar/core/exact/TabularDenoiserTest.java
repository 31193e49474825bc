package dev.lodestar.core.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Philox;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TabularDenoiserTest {
  private static final int V = 3;
  private static final int L = 3;

  private static double[] logProbabilities() {
    Philox rng = new Philox(1, 2, 3, 4, 5);
    return IntStream.range(0, 27).mapToDouble(d -> 2 * rng.nextGaussian()).toArray();
  }

  /** Against the definition: sums over all designs that agree with the revealed letters. */
  @Test
  void posteriorsAreThoseOfTheDistribution() {
    double[] log = logProbabilities();
    TabularDenoiser network = new TabularDenoiser(V, L, log);
    MaskedStates states = MaskedStates.free(V, L);
    Tokens designs = states.tokens(states.designs());
    for (int s = 0; s < states.size(); s++) {
      Tokens x = states.tokens(s);
      float[] logits = network.logits(x.data(), 1, L, 0);
      for (int l : states.maskedPositions(s)) {
        double[] p = new double[V];
        for (int d = 0; d < designs.size(); d++) {
          int[] design = designs.row(d);
          boolean agrees =
              IntStream.range(0, L).allMatch(i -> x.data()[i] == V || x.data()[i] == design[i]);
          p[design[l]] += agrees ? Math.exp(log[d]) : 0;
        }
        double sum = Arrays.stream(p).sum();
        for (int k = 0; k < V; k++) {
          assertEquals(Math.log(p[k] / sum), logits[l * V + k], 1e-6);
        }
      }
    }
  }

  /**
   * Positions revealed together are drawn independently, which is the error of every masked
   * diffusion with few steps; it falls as 1/T.
   */
  @Test
  void thePretrainedLawApproachesTheDistributionAsStepsGrow() {
    double[] log = logProbabilities();
    double total = Arrays.stream(log).map(Math::exp).sum();
    MaskedStates states = MaskedStates.free(V, L);
    double[] data = new double[states.size()];
    int[] designs = states.designs();
    for (int d = 0; d < designs.length; d++) {
      data[designs[d]] = Math.exp(log[d]) / total;
    }
    double[] error = new double[3];
    for (int i = 0; i < 3; i++) {
      error[i] =
          Statistics.distance(
              data,
              new ExactMasked(
                      new TabularDenoiser(V, L, log),
                      LogLinearSchedule.of(8 << 2 * i),
                      MaskedProcess.free(L))
                  .pretrained());
    }
    assertEquals(4, error[0] / error[1], 0.5);
    assertEquals(4, error[1] / error[2], 0.5);
  }

  @Test
  void impossibleDesignsAreNeverSampled() {
    double[] log = logProbabilities();
    log[0] = Double.NEGATIVE_INFINITY;
    double[] only = new double[27];
    Arrays.fill(only, Double.NEGATIVE_INFINITY);
    only[14] = -3;
    double[] law =
        new ExactMasked(
                new TabularDenoiser(V, L, only), LogLinearSchedule.of(4), MaskedProcess.free(L))
            .pretrained();
    assertEquals(1, law[MaskedStates.free(V, L).designs()[14]], 1e-12);
    assertThrows(IllegalArgumentException.class, () -> new TabularDenoiser(V, L, new double[26]));
    Arrays.fill(only, Double.NEGATIVE_INFINITY);
    assertThrows(IllegalArgumentException.class, () -> new TabularDenoiser(V, L, only));
  }

  @Test
  void anArbitraryDenoiserIsAFunctionOfItsState() {
    ArbitraryDenoiser network = new ArbitraryDenoiser(7, V, 1, false);
    int[] two = {0, 3, 1, 3, 3, 2};
    float[] both = network.logits(two, 2, L, 0.5);
    assertArrayEquals(
        Arrays.copyOfRange(both, 9, 18), network.logits(Arrays.copyOfRange(two, 3, 6), 1, L, 0.5));
    assertEquals(false, Arrays.equals(both, network.logits(two, 2, L, 0.6)));
  }
}
