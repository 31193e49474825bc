package dev.lodestar.sequence.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.torch.TokenRegressor;
import org.junit.jupiter.api.Test;

/** Both strands score the same, and the gradient is that of the mean. */
class BothStrandsTest {
  private static final int LENGTH = 3;
  private static final double[] WEIGHTS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048};

  /** Linear in the one-hot letters; a mask counts 0. */
  private static final TokenRegressor LINEAR =
      new TokenRegressor() {
        @Override
        public int vocabulary() {
          return 4;
        }

        @Override
        public double[] score(int[] tokens, int rows, int length) {
          float[] p = new float[rows * length * 4];
          for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] < 4) {
              p[4 * i + tokens[i]] = 1;
            }
          }
          return scoreProbabilities(p, rows, length);
        }

        @Override
        public double[] scoreProbabilities(float[] p, int rows, int length) {
          double[] out = new double[rows];
          for (int i = 0; i < p.length; i++) {
            out[i / (4 * length)] += p[i] * WEIGHTS[i % (4 * length)];
          }
          return out;
        }
      };

  @Test
  void aSequenceAndItsReverseComplementScoreTheSame() {
    BothStrands both = new BothStrands(LINEAR);
    // AAC and GTT: 1 + 16 + 512 and 4 + 128 + 2048
    int[] strands = {0, 0, 1, 2, 3, 3};
    assertArrayEquals(new int[] {2, 3, 3, 0, 0, 1}, BothStrands.reverseComplement(strands, LENGTH));
    assertArrayEquals(new double[] {1354.5, 1354.5}, both.score(strands, 2, LENGTH));
    float[] p = new float[2 * LENGTH * 4];
    for (int i = 0; i < strands.length; i++) {
      p[4 * i + strands[i]] = 1;
    }
    assertArrayEquals(new double[] {1354.5, 1354.5}, both.scoreProbabilities(p, 2, LENGTH));
  }

  /** Moving a letter's share by ε moves the mean by ε times its gradient. */
  @Test
  void theGradientIsThatOfTheMean() {
    TokenGuide one =
        (tokens, rows, length, time) -> {
          float[] g = new float[rows * length * 5];
          for (int i = 0; i < rows * length; i++) {
            for (int v = 0; v < 4; v++) {
              g[5 * i + v] = (float) WEIGHTS[i % length * 4 + v];
            }
            g[5 * i + 4] = 3 * (i % length);
          }
          return new TokenGuide.Gradient(LINEAR.score(tokens, rows, length), g);
        };
    TokenGuide.Gradient both = BothStrands.guide(one).at(new int[] {0, 4, 1}, 1, LENGTH, 0.5);
    // AMC is 1 + 512, its reverse complement GMT 4 + 2048
    assertArrayEquals(new double[] {1282.5}, both.values());
    // A at the first position is T at the last of the other strand
    assertEquals((1 + 2048) / 2f, both.gradient()[0]);
    assertEquals((2 + 1024) / 2f, both.gradient()[1]);
    assertEquals((32 + 64) / 2f, both.gradient()[5 + 1]);
    assertEquals((0 + 6) / 2f, both.gradient()[4], "the mask stays a mask");
  }
}
