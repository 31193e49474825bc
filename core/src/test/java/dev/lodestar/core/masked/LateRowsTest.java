package dev.lodestar.core.masked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateRowsTest {
  private final List<Integer> asked = new ArrayList<>();

  private final LateRows rows =
      new LateRows(
          4,
          wanted -> {
            float[][] out = new float[wanted.length][];
            for (int i = 0; i < wanted.length; i++) {
              asked.add(wanted[i]);
              out[i] = new float[] {10 * wanted[i]};
            }
            return out;
          });

  @Test
  void nothingIsAskedUntilItIsRead() {
    rows.select(new int[] {1, 2});
    assertEquals(List.of(), asked);
  }

  @Test
  void onlyTheSelectedRowsAreAskedAbout() {
    LateRows winners = rows.select(new int[] {3, 1, 3}).select(new int[] {0, 1});
    assertArrayEquals(new float[] {30}, winners.get(0));
    assertArrayEquals(new float[] {10}, winners.get(1));
    assertEquals(List.of(3, 1), asked);
  }

  @Test
  void whatWasReadTravelsWithTheSelection() {
    rows.get(0);
    assertArrayEquals(new float[] {20}, rows.select(new int[] {2}).get(0));
    assertEquals(List.of(0, 1, 2, 3), asked);
  }
}
