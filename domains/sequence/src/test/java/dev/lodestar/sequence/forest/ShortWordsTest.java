package dev.lodestar.sequence.forest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lodestar.sequence.Alphabet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Counts of short words of both strands. */
class ShortWordsTest {
  private static final int MASK = 4;

  private static float[] counts(int[] tokens) {
    float[] out = new float[1 + ShortWords.SIZE];
    ShortWords.count(MotifForest.certain(tokens), 0, tokens.length, out, 1);
    return out;
  }

  @Test
  void aWordAndItsReverseComplementAreOne() {
    // A/T, C/G; ten pairs of two letters, 32 of three, 136 of four
    assertEquals(2 + 10 + 32 + 136, ShortWords.SIZE);
    float[] counts = counts(Alphabet.DNA.tokens("AACGTT"));
    assertEquals(0, counts[0], "not from 0 on");
    assertEquals(4, counts[1], "A and T");
    assertEquals(2, counts[2], "C and G");
    // AA (and TT), AC (and GT), CG, which is AA 0, AC 1, AG 2, AT 3, CA 4, CC 5, CG 6
    assertArrayEquals(
        new float[] {2, 2, 0, 0, 0, 0, 1, 0, 0, 0}, Arrays.copyOfRange(counts, 3, 13));
    // AAC (and GTT) 1, ACG (and CGT) 6
    assertEquals(2, counts[13 + 1]);
    assertEquals(2, counts[13 + 6]);
  }

  @Test
  void wordsOverAMaskCountForNothing() {
    float[] counts = counts(new int[] {0, MASK, 0, 1});
    float sum = 0;
    for (float c : counts) {
      sum += c;
    }
    assertEquals(3 + 1, sum, "three letters and AC");
  }
}
