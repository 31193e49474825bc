package dev.lodestar.core.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValenceCorrectionTest {
  /** A star: atom 0 bonded to all others. */
  private static BondGraph star(int centre, int leaf, int... orders) {
    int n = orders.length + 1;
    int[] elements = new int[n];
    java.util.Arrays.fill(elements, leaf);
    elements[0] = centre;
    int[] pairs = new int[GraphShape.pairs(n)];
    for (int k = 1; k < n; k++) {
      pairs[GraphShape.pair(0, k)] = orders[k - 1];
    }
    return new BondGraph(elements, new int[n], pairs);
  }

  @Test
  void whatIsValidStaysAsItIs() {
    for (BondGraph g :
        List.of(star(6, 6, 1, 1, 2), star(7, 6, 1, 1, 1), star(16, 8, 2, 2), star(15, 8, 2, 1))) {
      assertTrue(ValenceCorrection.of(g).untouched(), g.toString());
      assertEquals(g, ValenceCorrection.of(g).graph());
    }
  }

  @Test
  void thePublishedScriptsAllowPhosphorusAndSulphurLess() {
    for (BondGraph g : List.of(star(16, 8, 2, 2), star(15, 8, 2, 1, 1))) {
      assertTrue(ValenceCorrection.of(g).untouched(), g.toString());
      assertFalse(ValenceCorrection.holdsAsPublished(g), g.toString());
    }
    for (BondGraph g : List.of(star(16, 6, 1, 1, 1), star(15, 6, 1, 1, 1), star(7, 6, 2, 2))) {
      assertTrue(ValenceCorrection.holdsAsPublished(g), g.toString());
    }
    assertFalse(ValenceCorrection.holdsAsPublished(star(6, 6, 2, 2, 1)));
  }

  @Test
  void oneBondTooManyOfNitrogenOxygenAndSulphurIsACharge() {
    for (BondGraph g : List.of(star(7, 6, 1, 1, 1, 1), star(8, 6, 1, 1, 1), star(16, 6, 1, 1, 1))) {
      ValenceCorrection.Corrected c = ValenceCorrection.of(g);
      assertTrue(c.untouched());
      assertEquals(1, c.graph().charges()[0]);
      assertArrayEquals(g.orders(), c.graph().orders());
    }
  }

  @Test
  void aFiveValentCarbonLosesFromItsHighestBond() {
    ValenceCorrection.Corrected c = ValenceCorrection.of(star(6, 6, 1, 3, 1));
    assertFalse(c.untouched());
    assertEquals(2, c.graph().order(0, 2));
    assertEquals(4, c.graph().valence(0));
  }

  @Test
  void aFiveValentNitrogenIsLoweredToItsCharge() {
    ValenceCorrection.Corrected c = ValenceCorrection.of(star(7, 8, 2, 2, 1));
    assertFalse(c.untouched());
    assertEquals(4, c.graph().valence(0));
    assertEquals(1, c.graph().charges()[0]);
  }

  @Test
  void everyValenceHoldsInTheEnd() {
    java.util.Random random = new java.util.Random(1);
    int[] palette = {6, 7, 8, 9, 15, 16, 17, 35, 53};
    int[] most = {4, 4, 3, 1, 5, 6, 1, 1, 1};
    for (int r = 0; r < 200; r++) {
      int n = 2 + random.nextInt(12);
      int[] kinds = random.ints(n, 0, palette.length).toArray();
      int[] orders = random.ints(GraphShape.pairs(n), 0, 4).toArray();
      int[] elements = java.util.Arrays.stream(kinds).map(k -> palette[k]).toArray();
      BondGraph g = ValenceCorrection.of(new BondGraph(elements, new int[n], orders)).graph();
      for (int i = 0; i < n; i++) {
        assertTrue(g.valence(i) <= most[kinds[i]], g.toString());
      }
    }
  }

  @Test
  void theLargestFragmentIsKept() {
    int[] pairs = new int[GraphShape.pairs(5)];
    pairs[GraphShape.pair(0, 3)] = 1;
    pairs[GraphShape.pair(1, 4)] = 2;
    pairs[GraphShape.pair(2, 4)] = 1;
    BondGraph g = new BondGraph(new int[] {6, 7, 8, 6, 6}, new int[5], pairs).largestFragment();
    assertArrayEquals(new int[] {7, 8, 6}, g.elements());
    assertEquals(2, g.order(0, 2));
    assertEquals(1, g.order(1, 2));
    assertEquals(0, g.order(0, 1));
  }

  @Test
  void graphsGoThroughStatesAndBack() {
    GraphShape shape = new GraphShape(6, 9);
    List<BondGraph> graphs = List.of(star(6, 8, 2, 2), star(7, 53, 1, 1, 1), star(16, 9, 1, 1));
    GraphParticles states = AtomPalette.ZINC250K.particles(graphs, shape);
    for (int i = 0; i < graphs.size(); i++) {
      assertEquals(graphs.get(i), AtomPalette.ZINC250K.graph(states, i));
    }
    assertEquals(states, Quantiser.nearest(states.field(), states.atoms()));
    GraphShape small = new GraphShape(3, 9);
    assertThrows(
        IllegalArgumentException.class, () -> AtomPalette.ZINC250K.particles(graphs, small));
    assertThrows(
        IllegalArgumentException.class,
        () -> AtomPalette.QM9.particles(graphs, new GraphShape(6, 4)));
  }

  @Test
  void roundingIsAtTheBordersAndFaintAtomsAreAbsent() {
    GraphShape shape = new GraphShape(3, 2);
    float[] nodes = {0.9f, 0.2f, 0.5f, 0.4f, 0.1f, 0.6f};
    float[] edges = {1f, 1.5f, 2f};
    GraphField means = new GraphField(nodes, edges, shape);
    BondGraph g = new AtomPalette(List.of(6, 8)).graph(Quantiser.nearest(means, new int[] {3}), 0);
    assertArrayEquals(new int[] {6, 8}, g.elements());
    assertEquals(2, g.order(0, 1));
    float[] low = {0.49f, -1f, 7f};
    GraphParticles other =
        Quantiser.nearest(
            new GraphField(new float[] {1, 0, 1, 0, 1, 0}, low, shape), new int[] {3});
    assertArrayEquals(new float[] {0, 0, 3}, other.field().edges());
  }
}
