package dev.lodestar.sequence;

import java.util.HashMap;
import java.util.Map;

/** Counts over sequences. */
public final class Sequences {
  private static final String START = "ATG";

  private Sequences() {}

  /** Share of G and C among the letters; NaN for the empty sequence. */
  public static double gc(String sequence) {
    return (double) sequence.chars().filter(c -> c == 'G' || c == 'C').count() / sequence.length();
  }

  /** Number of places where {@code motif} stands, overlaps included. */
  public static int count(String sequence, String motif) {
    int n = 0;
    for (int at = sequence.indexOf(motif); at >= 0; at = sequence.indexOf(motif, at + 1)) {
      n++;
    }
    return n;
  }

  /** Number of upstream start codons. */
  public static int upstreamStarts(String utr) {
    return count(utr, START);
  }

  /**
   * Number of upstream start codons by reading frame.
   *
   * @param utr 5'UTR; the main start codon follows its last letter
   * @param inFrame whether to count those in the frame of the main start codon, or the others
   */
  public static int upstreamStarts(String utr, boolean inFrame) {
    int n = 0;
    for (int at = utr.indexOf(START); at >= 0; at = utr.indexOf(START, at + 1)) {
      if (((utr.length() - at) % 3 == 0) == inFrame) {
        n++;
      }
    }
    return n;
  }

  /** Length of the longest run of one letter. */
  public static int longestRun(String sequence) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < sequence.length(); i++) {
      run = i > 0 && sequence.charAt(i) == sequence.charAt(i - 1) ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Number of positions at which two sequences of one length differ. */
  public static int hamming(String a, String b) {
    if (a.length() != b.length()) {
      throw new IllegalArgumentException(
          "Sequences of " + a.length() + " and " + b.length() + " letters have no distance.");
    }
    int n = 0;
    for (int i = 0; i < a.length(); i++) {
      n += a.charAt(i) == b.charAt(i) ? 0 : 1;
    }
    return n;
  }

  /** The same of tokens. */
  public static int hamming(int[] a, int[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "Sequences of " + a.length + " and " + b.length + " tokens have no distance.");
    }
    int n = 0;
    for (int i = 0; i < a.length; i++) {
      n += a[i] == b[i] ? 0 : 1;
    }
    return n;
  }

  /**
   * Base pairs of the longest perfect hairpin stem: a stretch whose reverse complement follows it,
   * with a loop of at least {@code loop} letters between; G pairs with T (U) too.
   *
   * <p>Counts pairs, not energy: a quick proxy for structure near the start codon.
   */
  public static int longestStem(String sequence, int loop) {
    int n = sequence.length();
    int longest = 0;
    // stems by their innermost pair (i, j), grown outwards
    for (int i = 0; i < n; i++) {
      for (int j = i + loop + 1; j < n; j++) {
        int pairs = 0;
        while (i - pairs >= 0
            && j + pairs < n
            && pair(sequence.charAt(i - pairs), sequence.charAt(j + pairs))) {
          pairs++;
        }
        longest = Math.max(longest, pairs);
      }
    }
    return longest;
  }

  private static final Map<Character, String> PARTNERS = partners();

  private static Map<Character, String> partners() {
    Map<Character, String> out = new HashMap<>();
    out.put('A', "T");
    out.put('C', "G");
    out.put('G', "CT");
    out.put('T', "AG");
    return Map.copyOf(out);
  }

  private static boolean pair(char a, char b) {
    return PARTNERS.getOrDefault(a, "").indexOf(b) >= 0;
  }
}
