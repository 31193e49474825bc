package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphSchedule;
import dev.lodestar.core.graph.GraphScore;
import dev.lodestar.core.graph.SdeSchedule;
import dev.lodestar.torch.GdssConfig.NodeNet;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public ZINC250k networks, against what the reference says about four graphs. */
class GoldenGdssTest {
  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @CsvSource({"gdss_zinc250k, CONVOLUTION", "gdss_zinc250k_v2, ATTENTION"})
  void theScoresAreThoseOfTheReference(String name, NodeNet nodes) throws IOException {
    GdssConfig config = GdssConfig.zinc250k(nodes);
    SafeTensors golden = Golden.read(name + "_forward.safetensors");
    try (GdssNetwork network = GdssNetwork.load(Golden.weights(name + ".safetensors"), config)) {
      for (GraphScore score : new GraphScore[] {network, network.plain()}) {
        for (int i = 0; i < 4; i++) {
          GraphField got = score.of(states(golden, i), golden.get("t").floats()[i]);
          float[] nodesOf = row(golden.get("score_x").floats(), i, 4);
          float[] pairsOf = PlainGdss.packed(row(golden.get("score_adj").floats(), i, 4), 1, 38);
          close(nodesOf, got.nodes());
          close(pairsOf, got.edges());
        }
      }
    }
  }

  @Test
  void theStepsAreThoseOfTheReference() {
    SafeTensors golden = Golden.read("gdss_zinc250k_forward.safetensors");
    GraphSchedule schedule = GraphSchedule.zinc250k(1000);
    for (int i = 0; i < 4; i++) {
      int level = 1 + (int) (golden.get("t").floats()[i] * 999);
      SdeSchedule.Step nodes = schedule.nodes().step(level, 1000);
      SdeSchedule.Step edges = schedule.edges().step(level, 1000);
      assertEquals(golden.get("diffusion_x").floats()[i], Math.sqrt(nodes.variance()), 1e-6);
      assertEquals(golden.get("diffusion_adj").floats()[i], Math.sqrt(edges.variance()), 1e-6);
      float[] x = row(golden.get("x").floats(), i, 4);
      float[] drift = row(golden.get("drift_x").floats(), i, 4);
      for (int k = 0; k < x.length; k++) {
        assertEquals(x[k] - drift[k], nodes.carry() * x[k], 1e-5);
      }
      assertEquals(1, edges.carry());
    }
  }

  static GraphParticles states(SafeTensors golden, int row) {
    float[] x = row(golden.get("x").floats(), row, 4);
    float[] a = PlainGdss.packed(row(golden.get("adj").floats(), row, 4), 1, 38);
    float[] flags = row(golden.get("flags").floats(), row, 4);
    int atoms = 0;
    for (float f : flags) {
      atoms += f > 0 ? 1 : 0;
    }
    return GraphParticles.clean(
        new GraphField(x, a, GdssConfig.zinc250k(NodeNet.CONVOLUTION).shape()), new int[] {atoms});
  }

  private static float[] row(float[] all, int row, int rows) {
    int n = all.length / rows;
    return Arrays.copyOfRange(all, row * n, (row + 1) * n);
  }

  private static void close(float[] expected, float[] got) {
    double largest = 0;
    double off = 0;
    for (int k = 0; k < expected.length; k++) {
      largest = Math.max(largest, Math.abs(expected[k]));
      off = Math.max(off, Math.abs(expected[k] - got[k]));
    }
    assertEquals(0, off / largest, TOLERANCE);
  }
}
