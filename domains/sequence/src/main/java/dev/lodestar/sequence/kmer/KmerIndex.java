package dev.lodestar.sequence.kmer;

import dev.lodestar.sequence.metric.KmerProfile;
import java.util.Arrays;

/**
 * Numbers of k-mers: two bits a letter, the first letter highest. Of a k-mer and its reverse
 * complement the smaller number is canonical.
 *
 * @param k letters, 1 to 8
 */
public record KmerIndex(int k) {
  public KmerIndex {
    if (k < 1 || k > KmerProfile.LONGEST) {
      throw new IllegalArgumentException(
          "k-mers have 1 to " + KmerProfile.LONGEST + " letters here, not " + k + ".");
    }
  }

  /** The canonical number of a k-mer's number. */
  public int canonical(int code) {
    return Math.min(code, reverseComplement(code));
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
    int[] found = new int[Math.max(0, tokens.length - k + 1)];
    int n = 0;
    int code = 0;
    int known = 0;
    for (int token : tokens) {
      known = token < 4 ? known + 1 : 0;
      code = (code << 2 | token & 3) & ((1 << (2 * k)) - 1);
      if (known >= k) {
        found[n++] = canonical(code);
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
}
