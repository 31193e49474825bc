package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.masked.TokenDenoiser;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the last blocks leave out is not seen where it is asked for. */
class LateBlocksTest {
  private static final int V = 4;
  private static final int ROWS = 19;

  private static final CnnDenoiser.Config CONFIG =
      new CnnDenoiser.Config(V, 32, 9, List.of(1, 1, 4, 64, 64, 64));

  /** One, two, three and four positions that are equal modulo 64, and some with one less. */
  @ParameterizedTest
  @ValueSource(ints = {20, 64, 100, 150, 200, 256, 300})
  void maskedPositionsHaveTheLogitsOfAFullEvaluation(int length) {
    SplittableRandom random = new SplittableRandom(length);
    int[] tokens = new int[ROWS * length];
    for (int i = 0; i < tokens.length; i++) {
      // From almost none to almost all masked, and one row without a mask.
      tokens[i] = random.nextInt(ROWS) < i / length ? V : random.nextInt(V);
    }
    try (CnnDenoiser net = CnnDenoiser.untrained(CONFIG, 1)) {
      TokenDenoiser plain = net.plain();
      float[] all = net.logits(tokens, ROWS, length, 0);
      float[] some = net.logitsWhereMasked(tokens, ROWS, length, 0);
      float[] expected = plain.logits(tokens, ROWS, length, 0);
      for (int i = 0; i < tokens.length; i++) {
        for (int v = 0; v < V; v++) {
          int at = i * V + v;
          assertEquals(expected[at], all[at], 2e-5f * (1 + Math.abs(expected[at])));
          if (tokens[i] == V) {
            assertEquals(all[at], some[at], 0f, "row " + i / length + ", position " + i % length);
          }
        }
      }
    }
  }
}
