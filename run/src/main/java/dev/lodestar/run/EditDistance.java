package dev.lodestar.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Letters that must be changed, put in or left out to make one text of another (Levenshtein 1966),
 * for one pattern against many texts; 64 letters of the pattern a machine word.
 *
 * <p>Source: Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
 * programming", Journal of the ACM 46:395 (1999), section 4; Hyyrö 2003 for whole texts.
 */
final class EditDistance {
  private final int length;
  private final int words;
  private final long last;
  private final Map<Character, long[]> places = new HashMap<>();
  private final long[] none;

  EditDistance(String pattern) {
    length = pattern.length();
    words = Math.floorDiv(Math.max(length, 1) - 1, Long.SIZE) + 1;
    last = 1L << ((Math.max(length, 1) - 1) % Long.SIZE);
    none = new long[words];
    for (int i = 0; i < length; i++) {
      places.computeIfAbsent(pattern.charAt(i), c -> new long[words])[i / Long.SIZE] |=
          1L << (i % Long.SIZE);
    }
  }

  /**
   * The distance from a text, where it is at most {@code most}; else some number above {@code
   * most}.
   */
  int from(String text, int most) {
    if (Math.abs(text.length() - length) > most) {
      return most + 1;
    }
    if (length == 0) {
      return text.length();
    }
    // vertical differences of the table of Wagner and Fischer: +1 and -1
    long[] up = new long[words];
    long[] down = new long[words];
    Arrays.fill(up, -1L);
    int distance = length;
    for (int j = 0; j < text.length(); j++) {
      long[] equal = places.getOrDefault(text.charAt(j), none);
      long risen = 1; // the table's first row counts the text's letters
      long fallen = 0;
      for (int w = 0; w < words; w++) {
        long vertical = equal[w] | down[w];
        long match = equal[w] | fallen;
        long diagonal = (((match & up[w]) + up[w]) ^ up[w]) | match;
        long plus = down[w] | ~(diagonal | up[w]);
        long minus = up[w] & diagonal;
        if (w == words - 1) {
          distance += (plus & last) != 0 ? 1 : (minus & last) != 0 ? -1 : 0;
        }
        long plusIn = plus << 1 | risen;
        long minusIn = minus << 1 | fallen;
        risen = plus >>> (Long.SIZE - 1);
        fallen = minus >>> (Long.SIZE - 1);
        up[w] = minusIn | ~(vertical | plusIn);
        down[w] = plusIn & vertical;
      }
      if (distance - (text.length() - 1 - j) > most) {
        return most + 1; // each letter left lowers it by one at best
      }
    }
    return distance;
  }
}
