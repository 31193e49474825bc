package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Parents of several rows become anchors; the least recently used gives way. */
class AnchorsTest {
  private static int[] state(int... tokens) {
    int[] out = new int[8];
    System.arraycopy(tokens, 0, out, 0, tokens.length);
    return out;
  }

  private static final int[] PARENT = state(1, 1, 1);
  private static final int[] CHILD = state(1, 1, 1, 2);
  private static final int[] OTHER_CHILD = state(1, 1, 1, 0, 3);

  @Test
  void aParentOfSeveralBecomesAnAnchor() {
    Anchors anchors = new Anchors(4, 2);
    assertEquals(List.of(), anchors.plan(new int[][] {PARENT}).fresh());
    Anchors.Plan plan = anchors.plan(new int[][] {CHILD, state(9, 9, 9, 9), OTHER_CHILD});
    assertEquals(1, plan.fresh().size());
    Anchors.Fresh fresh = plan.fresh().get(0);
    assertArrayEquals(PARENT, fresh.tokens());
    assertArrayEquals(PARENT, anchors.tokens(fresh.slot()));
    assertEquals(Anchors.NONE, fresh.from());
    assertArrayEquals(new int[] {fresh.slot(), Anchors.NONE, fresh.slot()}, plan.slots());
  }

  @Test
  void oneChildAloneIsNotWorthAnAnchor() {
    Anchors anchors = new Anchors(4, 2);
    anchors.plan(new int[][] {PARENT});
    Anchors.Plan plan = anchors.plan(new int[][] {CHILD});
    assertEquals(List.of(), plan.fresh());
    assertArrayEquals(new int[] {Anchors.NONE}, plan.slots());
  }

  @Test
  void theNextParentIsMadeFromTheLast() {
    Anchors anchors = new Anchors(4, 2);
    anchors.plan(new int[][] {PARENT});
    int first = anchors.plan(new int[][] {CHILD, OTHER_CHILD}).slots()[0];
    Anchors.Plan plan =
        anchors.plan(new int[][] {state(1, 1, 1, 2, 2), state(1, 1, 1, 2, 0, 2), OTHER_CHILD});
    Anchors.Fresh fresh = plan.fresh().get(0);
    assertArrayEquals(CHILD, fresh.tokens());
    assertEquals(first, fresh.from());
    assertArrayEquals(new int[] {fresh.slot(), fresh.slot(), first}, plan.slots());
    assertTrue(fresh.slot() != first);
  }

  @Test
  void whatIsInUseStaysAndTheOldestGoes() {
    Anchors anchors = new Anchors(1, 2);
    int[] far = state(7, 7, 7, 7);
    anchors.plan(new int[][] {PARENT, far});
    int[] farChild = state(7, 7, 7, 7, 1);
    int[] otherFarChild = state(7, 7, 7, 7, 2);
    Anchors.Plan both = anchors.plan(new int[][] {CHILD, OTHER_CHILD, farChild, otherFarChild});
    assertEquals(1, both.fresh().size());
    assertArrayEquals(new int[] {0, 0, Anchors.NONE, Anchors.NONE}, both.slots());
    Anchors.Plan next = anchors.plan(new int[][] {farChild, state(7, 7, 7, 7, 3), otherFarChild});
    assertEquals(0, next.slots()[1]);
    assertArrayEquals(anchors.tokens(0), next.fresh().get(0).tokens());
  }

  @Test
  void nothingIsNearAfterForgetting() {
    Anchors anchors = new Anchors(4, 2);
    anchors.plan(new int[][] {PARENT});
    anchors.plan(new int[][] {CHILD, OTHER_CHILD});
    anchors.forget();
    Anchors.Plan plan = anchors.plan(new int[][] {CHILD, OTHER_CHILD});
    assertEquals(List.of(), plan.fresh());
    assertArrayEquals(new int[] {Anchors.NONE, Anchors.NONE}, plan.slots());
  }
}
