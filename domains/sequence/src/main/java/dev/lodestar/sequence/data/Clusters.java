package dev.lodestar.sequence.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of sequences that are linked by shared k-mers: two sequences that have one in common, or
 * are joined by a chain of such sequences, lie in one cluster.
 *
 * <p>Data split by cluster hold no near-duplicates across parts.
 */
public final class Clusters {
  private Clusters() {}

  /** For each sequence, the number of the first sequence of its cluster. */
  public static int[] of(List<String> sequences, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k-mers have at least 1 letter, not " + k);
    }
    int[] parent = new int[sequences.size()];
    Map<String, Integer> firstWith = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      String s = sequences.get(i);
      for (int at = 0; at + k <= s.length(); at++) {
        Integer other = firstWith.putIfAbsent(s.substring(at, at + k), i);
        if (other != null) {
          join(parent, i, other);
        }
      }
    }
    for (int i = 0; i < parent.length; i++) {
      parent[i] = root(parent, i);
    }
    return parent;
  }

  private static void join(int[] parent, int a, int b) {
    int x = root(parent, a);
    int y = root(parent, b);
    parent[Math.max(x, y)] = Math.min(x, y);
  }

  private static int root(int[] parent, int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
