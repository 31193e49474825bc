package dev.lodestar.core.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.rng.Streams;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptPartTest {
  private static final GraphShape SHAPE = new GraphShape(8, 4);
  private static final GraphSchedule SCHEDULE = GraphSchedule.qm9(20);
  private static final int ROWS = 50;

  /** Formamide: C, O and N. */
  private static final BondGraph PART =
      new BondGraph(new int[] {6, 8, 7}, new int[3], new int[] {2, 1, 0});

  private static final KeptPart KEPT = new KeptPart(PART, AtomPalette.QM9, SHAPE);

  private static GdssProcess free() {
    return new GdssProcess(
        new GaussianGraphScore(SHAPE, SCHEDULE, 0.7, 0.6),
        SCHEDULE,
        Optional.of(Langevin.PUBLISHED),
        new AtomCounts(new double[] {0, 0, 1, 1, 1, 1, 1, 1, 1}),
        new Meter(Budget.unlimited()));
  }

  private static Outlook<GraphParticles> at(GdssProcess process, int level) {
    return process.look(process.prior(draws(level)), level);
  }

  private static Draws draws(int level) {
    return Draws.of(Streams.of(3), 0, ROWS, level);
  }

  private static void holds(GraphParticles clean) {
    for (int i = 0; i < clean.size(); i++) {
      assertTrue(KEPT.begins(clean, i), "row " + i);
      BondGraph graph = AtomPalette.QM9.graph(clean, i);
      ValenceCorrection.Corrected corrected = ValenceCorrection.of(graph);
      assertTrue(corrected.untouched(), graph.toString());
      assertArrayEquals(new int[3], java.util.Arrays.copyOf(corrected.graph().charges(), 3));
      assertEquals(graph, graph.largestFragment(), "in one piece");
    }
  }

  @Test
  void everyCleanGraphHoldsThePart() {
    for (GdssProcess process : List.of(free().keeping(KEPT), free().jointly().keeping(KEPT))) {
      for (int level : new int[] {20, 9, 1}) {
        Outlook<GraphParticles> outlook = at(process, level);
        holds(outlook.cleanGuess());
        holds(outlook.sampleClean(draws(level), 3));
        holds(process.look(outlook.propose(draws(level), 2), level - 1).cleanGuess());
      }
    }
    GraphParticles unkept = at(free(), 9).cleanGuess();
    assertFalse(KEPT.begins(unkept, 0), "or the test would say nothing");
  }

  @Test
  void noisyPartsAreThePartNoised() {
    GdssProcess process = free().keeping(KEPT);
    int level = 12;
    GraphParticles children = at(process, level).propose(draws(level), 4);
    GraphSchedule.Noising nodes = SCHEDULE.noising(SCHEDULE.nodes(), 0, level - 1);
    GraphSchedule.Noising edges = SCHEDULE.noising(SCHEDULE.edges(), 0, level - 1);
    double[] squares = new double[children.size() * (KEPT.nodeNumbers() + KEPT.pairNumbers())];
    int at = 0;
    for (int i = 0; i < children.size(); i++) {
      for (int k = 0; k < KEPT.nodeNumbers(); k++) {
        double x = children.field().nodes()[i * SHAPE.nodeNumbers() + k];
        squares[at++] = Math.pow((x - nodes.keep() * KEPT.field().nodes()[k]) / nodes.spread(), 2);
      }
      for (int k = 0; k < KEPT.pairNumbers(); k++) {
        double x = children.field().edges()[i * SHAPE.pairNumbers() + k];
        squares[at++] = Math.pow((x - KEPT.field().edges()[k]) / edges.spread(), 2);
      }
    }
    Statistics.accept(Statistics.meanTest(squares, 1), "noise of the part");
    GraphParticles last = at(process, 1).propose(draws(1), 1);
    assertTrue(KEPT.begins(last, 0), "exactly, at the end");
  }

  @Test
  void graphsHaveMoreAtomsThanThePart() {
    GraphParticles prior = free().keeping(KEPT).prior(draws(20));
    for (int atoms : prior.atoms()) {
      assertTrue(atoms > 3);
    }
    assertThrows(IllegalArgumentException.class, () -> AtomCounts.always(3).above(3));
  }

  @Test
  void bondsThatThePartHasNoRoomForAreTakenOff() {
    GraphField field = GraphField.zero(1, SHAPE);
    for (int a = 0; a < 6; a++) {
      field.nodes()[a * 4] = 1;
    }
    field.edges()[GraphShape.pair(1, 3)] = 2; // O has no bond left
    field.edges()[GraphShape.pair(2, 4)] = 3; // N has two
    field.edges()[GraphShape.pair(3, 5)] = 1; // hangs on what is taken off
    GraphParticles whole = KEPT.whole(GraphParticles.clean(field, new int[] {6}));
    BondGraph graph = AtomPalette.QM9.graph(whole, 0);
    assertArrayEquals(new int[] {6, 8, 7, 6}, graph.elements());
    assertEquals(2, graph.order(2, 3));
    assertEquals(2, graph.order(0, 1));
    assertEquals(0, graph.order(1, 3));
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    BondGraph pieces = new BondGraph(new int[] {6, 8}, new int[2], new int[] {0});
    BondGraph full = new BondGraph(new int[] {9, 8}, new int[2], new int[] {2});
    for (BondGraph bad : List.of(pieces, full)) {
      assertThrows(IllegalArgumentException.class, () -> new KeptPart(bad, AtomPalette.QM9, SHAPE));
    }
    GdssProcess process = free().keeping(KEPT);
    BondGraph other =
        new BondGraph(new int[] {6, 6, 7, 8}, new int[4], new int[] {1, 1, 0, 0, 0, 1});
    GraphParticles design = AtomPalette.QM9.particles(List.of(other), SHAPE);
    String fault =
        assertThrows(
                IllegalArgumentException.class,
                () -> process.renoise(design, 5, Draws.of(Streams.of(3), 0, 1, 5)))
            .getMessage();
    assertTrue(fault.contains("does not begin with the part"), fault);
  }
}
