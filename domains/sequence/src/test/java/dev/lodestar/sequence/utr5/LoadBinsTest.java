package dev.lodestar.sequence.utr5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ranges of the load hold equally many sequences, the highest last. */
class LoadBinsTest {
  @Test
  void binsAreEquallyFilled() {
    double[] loads = new SplittableRandom(1).doubles(1_000, 0, 9).toArray();
    LoadBins bins = LoadBins.of(loads, 5);
    int[] filled = new int[5];
    Arrays.stream(bins.bins(loads)).forEach(b -> filled[b]++);
    assertArrayEquals(new int[] {200, 200, 200, 200, 200}, filled);
    assertEquals(5, bins.count());
    assertEquals(4, bins.highest());
    assertEquals(bins.highest(), bins.bin(100));
    assertEquals(0, bins.bin(-100));
  }

  @Test
  void anEdgeBelongsToTheBinAboveIt() {
    LoadBins bins = LoadBins.of(new double[] {4, 3, 2, 1}, 2);
    assertEquals("3.0000", bins.toString());
    assertArrayEquals(new int[] {0, 0, 1, 1}, bins.bins(new double[] {1, 2.9, 3, 4}));
  }

  @Test
  void tooFewLoadsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> LoadBins.of(new double[] {1, 2}, 3));
    assertThrows(IllegalArgumentException.class, () -> LoadBins.of(new double[] {1, 1, 1}, 3));
  }
}
