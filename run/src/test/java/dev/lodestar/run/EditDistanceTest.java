package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.rng.Philox;
import org.junit.jupiter.api.Test;

class EditDistanceTest {
  @Test
  void countsEdits() {
    assertEquals(3, new EditDistance("kitten").from("sitting", 99));
    assertEquals(0, new EditDistance("ACGT").from("ACGT", 99));
    assertEquals(4, new EditDistance("").from("ACGT", 99));
    assertEquals(4, new EditDistance("ACGT").from("", 99));
  }

  /** Lengths around the width of a machine word, against the table of Wagner and Fischer 1974. */
  @Test
  void agreesWithTheTable() {
    Philox rng = new Philox(3, 0, 0, 0, 0);
    for (int length : new int[] {1, 7, 63, 64, 65, 127, 128, 129, 200}) {
      String pattern = random(rng, length);
      EditDistance edits = new EditDistance(pattern);
      for (int shift : new int[] {-6, -1, 0, 1, 9}) {
        String text = random(rng, Math.max(0, length + shift));
        assertEquals(table(pattern, text), edits.from(text, 1000), pattern + " " + text);
        String near = pattern.substring(length / 3) + "A" + pattern.substring(0, length / 3);
        assertEquals(table(pattern, near), edits.from(near, 1000));
      }
    }
  }

  @Test
  void beyondTheLimitItIsOnlySaidThatItIsBeyond() {
    Philox rng = new Philox(4, 0, 0, 0, 0);
    String pattern = random(rng, 90);
    EditDistance edits = new EditDistance(pattern);
    for (int i = 0; i < 50; i++) {
      String text = random(rng, 85 + i % 10);
      int exact = table(pattern, text);
      assertEquals(exact, edits.from(text, exact));
      assertTrue(edits.from(text, exact - 1) > exact - 1);
    }
  }

  private static String random(Philox rng, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append("ACGT".charAt((int) (4 * rng.nextDouble())));
    }
    return out.toString();
  }

  private static int table(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] =
            i == 0
                ? j
                : j == 0
                    ? i
                    : Math.min(
                        Math.min(d[i - 1][j], d[i][j - 1]) + 1,
                        d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
      }
    }
    return d[a.length()][b.length()];
  }
}
