package dev.lodestar.core.graph;

/**
 * Sizes of graphs whose atoms carry features and whose pairs of atoms carry one number.
 *
 * <p>Pairs are kept once, so that edge maps are symmetric with a zero diagonal by construction:
 * pair (i, j) with i &lt; j lies at j(j−1)/2 + i. The pairs of the first n atoms are thus the first
 * n(n−1)/2 numbers, whatever the capacity.
 *
 * @param capacity most atoms a graph may have
 * @param features numbers an atom carries
 */
public record GraphShape(int capacity, int features) {
  public GraphShape {
    if (capacity < 2 || features < 1) {
      throw new IllegalArgumentException(
          "graphs need room for 2 atoms and 1 feature, not " + capacity + " and " + features);
    }
  }

  /** Pairs among {@code atoms} atoms. */
  public static int pairs(int atoms) {
    return atoms * (atoms - 1) / 2;
  }

  /** Place of a pair of different atoms, in either order. */
  public static int pair(int i, int j) {
    return i < j ? j * (j - 1) / 2 + i : i * (i - 1) / 2 + j;
  }

  /** Numbers that describe the atoms of a graph: capacity · features. */
  public int nodeNumbers() {
    return capacity * features;
  }

  /** Numbers that describe the pairs of a graph: capacity · (capacity − 1) / 2. */
  public int pairNumbers() {
    return pairs(capacity);
  }
}
