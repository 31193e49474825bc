package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tiles cover what sees a change, and lie within their rows. */
class TilesTest {
  private static final int LENGTH = 40;

  @Test
  void everyPositionInReachIsCovered() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      int width = 1 + random.nextInt(LENGTH);
      int reach = random.nextInt(12);
      int[][] changes = new int[3][];
      for (int r = 0; r < changes.length; r++) {
        changes[r] = random.ints(random.nextInt(4), 0, LENGTH).sorted().distinct().toArray();
      }
      Tiles tiles = Tiles.over(changes, reach, width, LENGTH);
      boolean[] covered = new boolean[changes.length * LENGTH];
      for (long at : tiles.positions(0)) {
        covered[(int) at] = true;
      }
      for (int start : tiles.starts()) {
        assertEquals(start / LENGTH, (start + width - 1) / LENGTH, "a tile lies in one row");
      }
      for (int r = 0; r < changes.length; r++) {
        for (int change : changes[r]) {
          for (int l = Math.max(0, change - reach); l <= change + reach && l < LENGTH; l++) {
            assertTrue(covered[r * LENGTH + l], "position " + l + " of row " + r);
          }
        }
      }
    }
  }

  @Test
  void oneChangeTakesAsFewTilesAsItCan() {
    assertEquals(1, Tiles.over(new int[][] {{20}}, 4, 9, LENGTH).count());
    assertEquals(2, Tiles.over(new int[][] {{20}}, 4, 8, LENGTH).count());
    assertEquals(0, Tiles.over(new int[][] {{}}, 4, 9, LENGTH).count());
  }

  @Test
  void positionsBeyondTheEndsAreTheEnds() {
    Tiles tiles = Tiles.over(new int[][] {{}, {0, LENGTH - 1}}, 1, 3, LENGTH);
    assertArrayEquals(
        new long[] {40, 40, 40, 41, 42, 43, 44, 75, 76, 77, 78, 79, 79, 79}, tiles.positions(2));
    assertArrayEquals(new long[] {0, 1, 12, 13}, tiles.beyond(2));
    assertArrayEquals(new long[] {}, tiles.beyond(0));
  }

  @Test
  void partsAreFilledUpWithTheirLast() {
    Tiles tiles = new Tiles(new int[] {0, 5, 10}, 5, LENGTH);
    assertArrayEquals(new int[] {5, 10, 10, 10}, tiles.part(1, 2, 4).starts());
  }
}
