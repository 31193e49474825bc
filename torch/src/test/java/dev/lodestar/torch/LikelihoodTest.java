package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.masked.TokenDenoiser;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The bound on a likelihood, where it is known. */
class LikelihoodTest {
  private static final int LENGTH = 6;

  /** Tokens independent of each other, with p(0) = 0.7: the bound is tight. */
  private record Independent(boolean timeIndependent) implements TokenDenoiser {
    @Override
    public int vocabulary() {
      return 2;
    }

    @Override
    public float[] logits(int[] tokens, int rows, int length, double noise) {
      float[] out = new float[rows * length * 2];
      for (int i = 0; i < rows * length; i++) {
        out[2 * i] = (float) Math.log(0.7);
        out[2 * i + 1] = (float) Math.log(0.3);
      }
      return out;
    }
  }

  @Test
  void independentTokensGiveTheirLogLikelihood() {
    int[] x = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
    for (boolean still : new boolean[] {true, false}) {
      double[] bound = Likelihood.bound(new Independent(still), x, 2, LENGTH, 4, 1);
      assertEquals(-LENGTH * Math.log(0.7), bound[0], 1e-6);
      assertEquals(-LENGTH * Math.log(0.3), bound[1], 1e-6);
    }
  }

  @Test
  void mixedSequencesAreRightOnAverage() {
    int rows = 400;
    int[] x = new int[rows * LENGTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % LENGTH == 0 ? 1 : 0;
    }
    double[] bound = Likelihood.bound(new Independent(true), x, rows, LENGTH, LENGTH, 2);
    double mean = Arrays.stream(bound).average().orElseThrow();
    assertEquals(-5 * Math.log(0.7) - Math.log(0.3), mean, 0.05);
  }

  @Test
  void aSeedRepeats() {
    int[] x = {0, 1, 0, 1, 1, 0};
    TokenDenoiser d = new Independent(true);
    assertArrayEquals(
        Likelihood.bound(d, x, 1, LENGTH, 3, 5), Likelihood.bound(d, x, 1, LENGTH, 3, 5));
  }
}
