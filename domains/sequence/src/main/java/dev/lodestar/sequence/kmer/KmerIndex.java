package dev.lodestar.sequence.kmer;

import dev.lodestar.sequence.metric.KmerProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Numbers of k-mers: two bits a letter, the first letter highest. Of a k-mer and its reverse
 * complement the smaller number is canonical. Its halves may stand apart, so that a pair of short
 * motifs at a distance is one feature; each gap has numbers of its own, 4^k above those of the gap
 * before.
 *
 * @param k letters, 1 to 8
 * @param gaps letters that are skipped in the middle, one kind of k-mers each, at least one; 0 for
 *     k-mers in one piece, the only gap where k is odd
 */
public record KmerIndex(int k, List<Integer> gaps) {
  private static final int WIDEST = 32;

  public KmerIndex {
    if (k < 1 || k > KmerProfile.LONGEST) {
      throw new IllegalArgumentException(
          "k-mers have 1 to " + KmerProfile.LONGEST + " letters here, not " + k + ".");
    }
    gaps = List.copyOf(gaps);
    boolean odd = k % 2 != 0;
    if (gaps.isEmpty()
        || gaps.stream().anyMatch(g -> g < 0 || g > WIDEST || g > 0 && odd)
        || Set.copyOf(gaps).size() < gaps.size()) {
      throw new IllegalArgumentException(
          "The halves of k-mers stand different numbers of letters apart, 0 to %d where k is even"
                  .formatted(WIDEST)
              + " and 0 where it is odd, not %s with k = %d.".formatted(gaps, k));
    }
  }

  /** K-mers in one piece. */
  public KmerIndex(int k) {
    this(k, List.of(0));
  }

  /** Number of k-mers of all kinds. */
  public int size() {
    return gaps.size() << (2 * k);
  }

  /** How far the last letter of the g-th kind stands behind the first. */
  int reach(int g) {
    return k - 1 + gaps.get(g);
  }

  /** Where a letter of the g-th kind stands behind the first. */
  int offset(int g, int letter) {
    return letter < k / 2 ? letter : letter + gaps.get(g);
  }

  /** The canonical number of a k-mer's number; both are of one kind. */
  public int canonical(int code) {
    int kind = code >> (2 * k) << (2 * k);
    return kind + Math.min(code - kind, reverseComplement(code - kind));
  }

  /** A=0 pairs with T=3, C=1 with G=2. */
  int reverseComplement(int code) {
    int out = 0;
    int rest = code;
    for (int i = 0; i < k; i++) {
      out = out << 2 | 3 - (rest & 3);
      rest >>= 2;
    }
    return out;
  }

  /** Roots of the canonical k-mers' counts; windows that hold a mask count for nothing. */
  public SparseRow features(int[] tokens) {
    int[] found = new int[gaps.size() * tokens.length];
    int n = 0;
    for (int g = 0; g < gaps.size(); g++) {
      for (int at = 0; at + reach(g) < tokens.length; at++) {
        int code = code(tokens, at, g);
        if (code >= 0) {
          found[n++] = canonical(g << (2 * k) | code);
        }
      }
    }
    Arrays.sort(found, 0, n);
    int[] index = new int[n];
    float[] value = new float[n];
    int distinct = 0;
    for (int i = 0; i < n; ) {
      int end = i;
      while (end < n && found[end] == found[i]) {
        end++;
      }
      index[distinct] = found[i];
      value[distinct++] = (float) Math.sqrt(end - i);
      i = end;
    }
    return new SparseRow(Arrays.copyOf(index, distinct), Arrays.copyOf(value, distinct));
  }

  /** The number of the letters at a place within its kind, or -1 where one is masked. */
  private int code(int[] tokens, int at, int g) {
    int code = 0;
    for (int letter = 0; letter < k; letter++) {
      int token = tokens[at + offset(g, letter)];
      if (token >= 4) {
        return -1;
      }
      code = code << 2 | token;
    }
    return code;
  }
}
