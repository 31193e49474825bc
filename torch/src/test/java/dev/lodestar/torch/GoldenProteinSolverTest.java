package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published ProteinSolver weights answer as their own program does. */
class GoldenProteinSolverTest {
  private static final String RECORDED = "proteinsolver_forward.safetensors";
  private static final String WEIGHTS = "proteinsolver_e53.safetensors";
  private static final double TOLERANCE = 1e-3;

  private static ProteinSolver network(SafeTensors recorded, String chain) throws Exception {
    TokenGraph graph =
        new TokenGraph(
            recorded.get(chain + ".native").size(),
            recorded.get(chain + ".edge_row").ints(),
            recorded.get(chain + ".edge_col").ints(),
            recorded.get(chain + ".edge_attr").floats());
    return ProteinSolver.load(Golden.weights(WEIGHTS), graph);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5L33", "1n5uA03", "6MRR"})
  void logitsAreThoseOfTheOriginal(String chain) throws Exception {
    SafeTensors recorded = Golden.read(RECORDED);
    int[] residues = recorded.get(chain + ".native").ints();
    int n = residues.length;
    int[] both = new int[2 * n];
    Arrays.fill(both, 0, n, 20);
    for (int i = 0; i < n; i++) {
      both[n + i] = i % 2 == 0 ? 20 : residues[i];
    }
    try (ProteinSolver network = network(recorded, chain)) {
      float[] logits = network.logits(both, 2, n, 0);
      float[] all = Arrays.copyOf(logits, 20 * n);
      float[] even = Arrays.copyOfRange(logits, 20 * n, 40 * n);
      close(recorded.get(chain + ".logits_all_masked").floats(), all);
      close(recorded.get(chain + ".logits_even_masked").floats(), even);
    }
  }

  private static void close(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], actual[k], TOLERANCE, "logit " + k);
    }
  }

  /** Recovery as published with the recorded values, by arg-max of one forward pass. */
  @ParameterizedTest
  @CsvSource({"5L33, 0.387", "1n5uA03, 0.402", "6MRR, 0.456"})
  void nativeResiduesAreRecovered(String chain, double share) throws Exception {
    SafeTensors recorded = Golden.read(RECORDED);
    int[] residues = recorded.get(chain + ".native").ints();
    int[] masked = new int[residues.length];
    Arrays.fill(masked, 20);
    try (ProteinSolver network = network(recorded, chain)) {
      float[] logits = network.logits(masked, 1, masked.length, 0);
      int right = 0;
      for (int i = 0; i < residues.length; i++) {
        int best = 0;
        for (int k = 1; k < 20; k++) {
          best = logits[i * 20 + k] > logits[i * 20 + best] ? k : best;
        }
        right += best == residues[i] ? 1 : 0;
      }
      assertEquals(share, (double) right / residues.length, 5e-4);
    }
  }

  @Test
  void aStateIsAnsweredAloneAsInCompany() throws Exception {
    SafeTensors recorded = Golden.read(RECORDED);
    int[] residues = recorded.get("6MRR.native").ints();
    int n = residues.length;
    try (ProteinSolver network = network(recorded, "6MRR")) {
      int[] company = new int[3 * n];
      Arrays.fill(company, 20);
      System.arraycopy(residues, 0, company, n, n / 2);
      int[] alone = Arrays.copyOfRange(company, n, 2 * n);
      float[] both = network.logits(company, 3, n, 0);
      assertArrayEquals(
          network.logits(alone, 1, n, 0), Arrays.copyOfRange(both, 20 * n, 40 * n), 0f);
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefused(@TempDir Path temp) throws Exception {
    SafeTensors recorded = Golden.read(RECORDED);
    Path other = temp.resolve("other.safetensors");
    recorded.write(other);
    String says =
        assertThrows(
                ModelFormatException.class,
                () ->
                    ProteinSolver.load(
                        other, new TokenGraph(2, new int[] {0, 1}, new int[] {1, 0}, new float[4])))
            .getMessage();
    assertTrue(says.contains("other.safetensors") && says.contains("embed_x.2.weight"), says);
  }
}
