package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.graph.AtomCounts;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.torch.GdssConfig.NodeNet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GdssNetworkTest {
  private static final int ROWS = 40;

  private static GdssConfig config(NodeNet nodes) {
    return new GdssConfig(12, 4, nodes, 3, 0.1, 1, 0.2, 1);
  }

  /** Noisy graphs of 1 to 12 atoms. */
  private static GraphParticles states(GdssNetwork network) {
    double[] weights = new double[13];
    Arrays.fill(weights, 1, 13, 1);
    return new GdssProcess(
            network,
            network.config().schedule(10),
            Optional.empty(),
            new AtomCounts(weights),
            new Meter(Budget.unlimited()))
        .prior(Draws.of(Streams.of(3), 0, ROWS, 10));
  }

  @ParameterizedTest
  @EnumSource(NodeNet.class)
  void singleGraphsAreScoredAsInAPaddedBatch(NodeNet nodes) {
    try (GdssNetwork network = GdssNetwork.untrained(config(nodes), 1)) {
      GraphParticles x = states(network);
      assertTrue(Arrays.stream(x.atoms()).anyMatch(n -> n == 1), "a single atom is among them");
      GraphField own = network.of(x, 0.4);
      GraphField plain = network.plain().of(x, 0.4);
      close(plain.nodes(), own.nodes());
      close(plain.edges(), own.edges());
      try (Scope s = Scope.inference()) {
        Weights w = network.parameters();
        GdssForward.Batch triangle = PlainGdss.batch(x, true);
        close(plain.edges(), Torch.floats(new GdssForward(network.config(), w).edges(triangle)));
      }
    }
  }

  private static void close(float[] expected, float[] got) {
    double largest = 0;
    for (float v : expected) {
      largest = Math.max(largest, Math.abs(v));
    }
    assertTrue(largest > 0);
    assertArrayEquals(expected, got, (float) (1e-5 * largest));
  }

  @Test
  void aGraphsScoreDoesNotDependOnItsCompany() {
    try (GdssNetwork network = GdssNetwork.untrained(config(NodeNet.ATTENTION), 1)) {
      GraphParticles x = states(network);
      GraphField together = network.of(x, 0.4);
      for (int size : new int[] {1, 3, 17}) {
        for (int from = 0; from + size <= ROWS; from += 9) {
          int[] rows = new int[size];
          int first = from;
          Arrays.setAll(rows, i -> first + size - 1 - i);
          GraphField alone = network.of(x.select(rows), 0.4);
          assertArrayEquals(together.select(rows).nodes(), alone.nodes());
          assertArrayEquals(together.select(rows).edges(), alone.edges());
        }
      }
    }
  }

  @Test
  void networksAreSavedAndLoaded(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("weights.safetensors");
    try (GdssNetwork network = GdssNetwork.untrained(config(NodeNet.CONVOLUTION), 2)) {
      network.save(file, Map.of("atom-counts", "0,1"));
      try (GdssNetwork loaded = GdssNetwork.load(file)) {
        assertEquals(network.config(), loaded.config());
        assertEquals("0,1", loaded.notes().get("atom-counts"));
        GraphParticles x = states(network);
        assertArrayEquals(network.of(x, 0.2).edges(), loaded.of(x, 0.2).edges());
      }
      assertThrows(
          ModelFormatException.class,
          () -> GdssNetwork.load(file, GdssConfig.zinc250k(NodeNet.CONVOLUTION)));
    }
  }

  @Test
  void aClosedNetworkSaysSo() {
    GdssNetwork network = GdssNetwork.untrained(config(NodeNet.CONVOLUTION), 2);
    GraphParticles x = states(network);
    network.of(x, 0.2);
    network.close();
    network.close();
    assertThrows(IllegalStateException.class, () -> network.of(x, 0.2));
  }

  @Test
  void activationsAreExactInSinglePrecision() {
    int n = 400_001;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (i - n / 2) * 1e-4f;
    }
    float[] tanh = x.clone();
    float[] elu = x.clone();
    Activations.tanh(tanh, n);
    Activations.elu(elu, 0, n, 0.25f);
    for (int i = 0; i < n; i++) {
      assertEquals(Math.tanh(x[i]), tanh[i], 4e-7 * Math.abs(Math.tanh(x[i])), "tanh " + x[i]);
      float u = x[i] + 0.25f;
      double expected = u > 0 ? u : Math.expm1(u);
      assertEquals(expected, elu[i], 6e-7 * Math.abs(expected), "elu " + u);
    }
  }
}
