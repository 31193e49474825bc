package dev.lodestar.core.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final Streams STREAMS = Streams.of(1);

  private static long first(Draws draws, int row) {
    return draws.at(row, Purpose.PROPOSE).nextLong();
  }

  @Test
  void noTwoRowsShareAStream() {
    for (int particles : new int[] {1, 3}) {
      for (int width : new int[] {1, 4}) {
        // particles a design first, then children of each
        Draws draws = Draws.of(STREAMS, 5, 6, 9).children(particles).children(width);
        Set<Long> seen = new HashSet<>();
        int rows = 6 * particles * width;
        for (int row = 0; row < rows; row++) {
          seen.add(first(draws, row));
        }
        assertEquals(rows, seen.size());
      }
    }
  }

  /** Also rows beyond designs times width, as those of a population larger than its group. */
  @Test
  void surplusRowsHaveStreamsOfTheirOwn() {
    Draws draws = Draws.of(STREAMS, 0, 4, 2).children(3);
    Set<Long> seen = new HashSet<>();
    for (int row = 0; row < 60; row++) {
      seen.add(first(draws, row));
      int parent = row / 3;
      int particle = parent / 4 * 3 + row % 3;
      long own = STREAMS.at(parent % 4, 2, particle, Purpose.PROPOSE).nextLong();
      assertEquals(own, first(draws, row), "a stream of design " + parent % 4);
    }
    assertEquals(60, seen.size());
  }

  @Test
  void aDesignsNumbersDoNotDependOnItsGroup() {
    Draws together = Draws.of(STREAMS, 100, 10, 3).children(4);
    for (int design = 0; design < 10; design++) {
      Draws alone = Draws.of(STREAMS, 100 + design, 1, 3).children(4);
      for (int child = 0; child < 4; child++) {
        assertEquals(first(alone, child), first(together, 4 * design + child));
      }
    }
  }

  @Test
  void theFirstChildOfARowHasTheRowsOwnAddress() {
    Draws rows = Draws.of(STREAMS, 0, 5, 3);
    for (int row = 0; row < 5; row++) {
      assertEquals(first(rows, row), first(rows.children(7), 7 * row));
    }
    assertEquals(rows, rows.children(7).perDesign());
    assertEquals(2, rows.atStep(2).step());
  }

  @Test
  void refusesAddressesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> Draws.of(STREAMS, -1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Draws.of(STREAMS, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Draws.of(STREAMS, 0, 1, -1));
    assertThrows(
        ArithmeticException.class,
        () -> Draws.of(STREAMS, 0, 1, 0).children(1 << 20).children(1 << 20));
  }
}
