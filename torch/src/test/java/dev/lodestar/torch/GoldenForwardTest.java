package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Outputs equal the reference implementation's on the same weights. */
class GoldenForwardTest {
  private static final int ROWS = 8;
  private static final int LENGTH = 50;
  private static final int V = 4;

  private final SafeTensors golden = Golden.read("rna_forward.safetensors");
  private final int[] tokens = golden.get("tokens").ints();

  @Test
  void logits() throws Exception {
    float[] expected = golden.get("logits").floats();
    try (CnnDenoiser net = Golden.denoiser()) {
      float[] actual = net.logits(tokens, ROWS, LENGTH, 0);
      assertEquals(ROWS * LENGTH * V, actual.length);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i / V * (V + 1) + i % V], actual[i], 1e-5, "logit " + i);
      }
    }
  }

  @Test
  void logProbabilitiesUnderSubs() throws Exception {
    float[] expected = golden.get("log_p_x0").floats();
    try (CnnDenoiser net = Golden.denoiser()) {
      float[] logits = net.logits(tokens, ROWS, LENGTH, 0);
      for (int i = 0; i < tokens.length; i++) {
        if (tokens[i] != V) {
          continue;
        }
        double sum = 0;
        for (int k = 0; k < V; k++) {
          sum += Math.exp(logits[i * V + k]);
        }
        for (int k = 0; k < V; k++) {
          double logP = logits[i * V + k] - Math.log(sum);
          assertEquals(expected[i * (V + 1) + k], logP, 2e-5, "position " + i);
        }
      }
    }
  }

  @Test
  void scoreOfMaskedStates() throws Exception {
    double[] expected = golden.get("oracle").doubles();
    try (ConvGruRegressor net = Golden.oracle()) {
      double[] actual = net.score(tokens, ROWS, LENGTH);
      for (int i = 0; i < ROWS; i++) {
        assertEquals(expected[i], actual[i], 1e-5, "row " + i);
      }
    }
  }
}
