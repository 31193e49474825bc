package dev.lodestar.sequence.protein.family;

import dev.lodestar.sequence.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Variants that were measured, by what they change of the consensus, so that asking for the nearest
 * one costs little.
 */
final class KnownVariants {
  private final int[] consensus;
  private final List<int[]> changed = new ArrayList<>();

  /**
   * @param consensus as tokens
   * @param variants of its length
   */
  KnownVariants(int[] consensus, List<int[]> variants) {
    this.consensus = consensus;
    variants.forEach(v -> changed.add(changes(v)));
  }

  /** Sites that differ from the consensus, in their order, with their letters. */
  private int[] changes(int[] variant) {
    if (variant.length != consensus.length) {
      throw new IllegalArgumentException(
          "A variant of %d letters in a family of %d".formatted(variant.length, consensus.length));
    }
    int[] out = new int[2 * Sequences.hamming(variant, consensus)];
    int at = 0;
    for (int l = 0; l < variant.length; l++) {
      if (variant[l] != consensus[l]) {
        out[at++] = l;
        out[at++] = variant[l];
      }
    }
    return out;
  }

  /** Differences from the nearest of them. */
  int nearest(int[] variant) {
    int[] own = changes(variant);
    return changed.stream().mapToInt(known -> apart(own, known)).min().orElseThrow();
  }

  private static int apart(int[] a, int[] b) {
    int out = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        out += a[i + 1] == b[j + 1] ? 0 : 1;
        i += 2;
        j += 2;
      } else {
        out++;
        if (a[i] < b[j]) {
          i += 2;
        } else {
          j += 2;
        }
      }
    }
    return out + (a.length - i + b.length - j) / 2;
  }
}
