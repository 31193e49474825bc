package dev.lodestar.core.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateRowsTest {
  private final List<Integer> asked = new ArrayList<>();

  private final LateRows<float[]> rows =
      new LateRows<>(
          4,
          wanted -> {
            List<float[]> out = new ArrayList<>();
            for (int i = 0; i < wanted.length; i++) {
              asked.add(wanted[i]);
              out.add(new float[] {10 * wanted[i]});
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
    LateRows<float[]> winners = rows.select(new int[] {3, 1, 3}).select(new int[] {0, 1});
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
