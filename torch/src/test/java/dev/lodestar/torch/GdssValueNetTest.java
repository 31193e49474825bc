package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphShape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GdssValueNetTest {
  private static final GraphShape SHAPE = new GraphShape(6, 3);
  private static final GdssValueNet.Config SMALL = new GdssValueNet.Config(6, 3, 16, 2);

  @TempDir Path folder;

  /** Graphs of 3 to 6 atoms with random bonds, a little noise on everything. */
  private static GraphParticles graphs(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    GraphField out = GraphField.zero(rows, SHAPE);
    int[] atoms = new int[rows];
    for (int i = 0; i < rows; i++) {
      atoms[i] = 3 + random.nextInt(4);
      for (int k = 0; k < atoms[i] * SHAPE.features(); k++) {
        out.nodes()[i * SHAPE.nodeNumbers() + k] = (float) random.nextGaussian();
      }
      for (int k = 0; k < GraphShape.pairs(atoms[i]); k++) {
        double order = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
        out.edges()[i * SHAPE.pairNumbers() + k] = (float) (order + 0.1 * random.nextGaussian());
      }
    }
    return GraphParticles.clean(out, atoms);
  }

  /** What a network that saw all pairs alike could not tell: the number of double bonds. */
  private static double[] doubles(GraphParticles x) {
    double[] out = new double[x.size()];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < SHAPE.pairNumbers(); k++) {
        out[i] += x.field().edges()[i * SHAPE.pairNumbers() + k] > 1.5 ? 1 : 0;
      }
    }
    return out;
  }

  private static GraphValueData data(int rows, long seed) {
    GraphParticles x = graphs(rows, seed);
    double[] times = new double[rows];
    Arrays.fill(times, 0.2);
    return new GraphValueData(x, times, doubles(x));
  }

  private static TrainingPlan plan(int steps) {
    return new TrainingPlan(steps, 32, 3e-3, 0.01, 20, 0.98, 5, Optional.empty(), 100, 100, 1);
  }

  private static GdssValueNet trained(int steps) {
    return GdssValueTrainer.train(SMALL, data(400, 1), data(100, 2), plan(steps), p -> {});
  }

  @Test
  void itLearnsFromThePairsOwnNumbers() {
    try (GdssValueNet net = trained(300)) {
      GraphValueData unseen = data(200, 3);
      double[] values = net.values(unseen.states(), 0.2);
      double mean = Arrays.stream(unseen.targets()).average().orElseThrow();
      double residual = 0;
      double spread = 0;
      for (int i = 0; i < values.length; i++) {
        residual += Math.pow(values[i] - unseen.targets()[i], 2);
        spread += Math.pow(unseen.targets()[i] - mean, 2);
      }
      assertTrue(1 - residual / spread > 0.8, "R² " + (1 - residual / spread));
    }
  }

  @Test
  void aValueDependsOnItsGraphAndTheTimeAlone() {
    try (GdssValueNet net = trained(2)) {
      GraphParticles x = graphs(37, 9);
      double[] together = net.values(x, 0.3);
      for (int i = 0; i < together.length; i++) {
        assertEquals(together[i], net.values(x.select(new int[] {i}), 0.3)[0], "row " + i);
      }
      assertNotEquals(together[0], net.values(x, 0.9)[0]);
    }
  }

  @Test
  void theOrderOfTheAtomsDoesNotMatter() {
    try (GdssValueNet net = trained(2)) {
      GraphParticles x = graphs(1, 4);
      int n = x.atoms()[0];
      GraphField turned = GraphField.zero(1, SHAPE);
      for (int a = 0; a < n; a++) {
        for (int f = 0; f < SHAPE.features(); f++) {
          turned.nodes()[(a + 1) % n * SHAPE.features() + f] = x.node(0, a, f);
        }
        for (int b = 0; b < a; b++) {
          turned.edges()[GraphShape.pair((a + 1) % n, (b + 1) % n)] = x.edge(0, a, b);
        }
      }
      double value = net.values(x, 0.5)[0];
      assertEquals(value, net.values(GraphParticles.clean(turned, x.atoms()), 0.5)[0], 1e-5);
    }
  }

  @Test
  void whatIsSavedIsLoaded() throws Exception {
    Path file = folder.resolve("value.safetensors");
    GraphParticles x = graphs(5, 6);
    try (GdssValueNet net = trained(2)) {
      net.save(file, Map.of("who", "a test"));
      try (GdssValueNet again = GdssValueNet.load(file)) {
        assertArrayEquals(net.values(x, 0.4), again.values(x, 0.4));
        assertEquals("a test", again.notes().get("who"));
      }
    }
  }
}
