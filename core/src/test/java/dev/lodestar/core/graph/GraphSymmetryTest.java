package dev.lodestar.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GraphSymmetryTest {
  private static final GraphShape SHAPE = new GraphShape(12, 4);

  private static double numberings(BondGraph... graphs) {
    GraphParticles states = AtomPalette.QM9.particles(List.of(graphs), SHAPE);
    return Math.exp(GraphSymmetry.logNumberings(states, graphs.length - 1));
  }

  private static BondGraph carbons(int n, int[]... bonds) {
    int[] elements = new int[n];
    Arrays.fill(elements, 6);
    int[] orders = new int[GraphShape.pairs(n)];
    for (int[] b : bonds) {
      orders[GraphShape.pair(b[0], b[1])] = b[2];
    }
    return new BondGraph(elements, new int[n], orders);
  }

  private static BondGraph ring(int n, int... orders) {
    int[][] bonds = new int[n][];
    Arrays.setAll(bonds, i -> new int[] {i, (i + 1) % n, orders[i % orders.length]});
    return carbons(n, bonds);
  }

  @Test
  void knownMoleculesHaveTheirNumbers() {
    assertEquals(1, numberings(carbons(2, new int[] {0, 1, 1})), 1e-9);
    assertEquals(720 / 12.0, numberings(ring(6, 1)), 1e-9);
    assertEquals(720 / 6.0, numberings(ring(6, 1, 2)), 1e-9); // one Kekulé form of benzene
    assertEquals(
        120 / 24.0,
        numberings(
            carbons(
                5,
                new int[] {0, 1, 1},
                new int[] {0, 2, 1},
                new int[] {0, 3, 1},
                new int[] {0, 4, 1})),
        1e-9);
    BondGraph big = ring(12, 1);
    assertEquals(479001600 / 24.0, numberings(ring(3, 1), big), 1e-3);
  }

  @Test
  void smallGraphsHaveAsManyNumberingsAsAreCounted() {
    Random random = new Random(1);
    for (int trial = 0; trial < 60; trial++) {
      int n = 1 + random.nextInt(6);
      int[] elements = random.ints(n, 6, 8).toArray();
      int[] orders = random.ints(GraphShape.pairs(n), 0, 1 + random.nextInt(3)).toArray();
      BondGraph g = new BondGraph(elements, new int[n], orders);
      Set<BondGraph> seen = new HashSet<>();
      int[] atoms = new int[n];
      Arrays.setAll(atoms, i -> i);
      permute(g, atoms, 0, seen);
      assertEquals(seen.size(), numberings(g), 1e-6, g.toString());
    }
  }

  private static void permute(BondGraph g, int[] atoms, int at, Set<BondGraph> seen) {
    if (at == atoms.length) {
      seen.add(g.kept(atoms.clone()));
      return;
    }
    for (int k = at; k < atoms.length; k++) {
      swap(atoms, at, k);
      permute(g, atoms, at + 1, seen);
      swap(atoms, at, k);
    }
  }

  private static void swap(int[] x, int i, int j) {
    int kept = x[i];
    x[i] = x[j];
    x[j] = kept;
  }
}
