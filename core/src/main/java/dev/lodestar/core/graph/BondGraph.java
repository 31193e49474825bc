package dev.lodestar.core.graph;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A molecule as a plain graph of heavy atoms; hydrogens fill what valence is left.
 *
 * @param elements atomic number of each atom
 * @param charges formal charge of each atom
 * @param orders bond order 0..3 of every pair, laid out as {@link GraphShape#pair}
 */
public record BondGraph(int[] elements, int[] charges, int[] orders) {
  public BondGraph {
    if (charges.length != elements.length || orders.length != GraphShape.pairs(elements.length)) {
      throw new IllegalArgumentException(
          elements.length
              + " atoms do not go with "
              + charges.length
              + " charges and "
              + orders.length
              + " pairs");
    }
  }

  /** Number of atoms. */
  public int size() {
    return elements.length;
  }

  /** Bond order of a pair of different atoms. */
  public int order(int i, int j) {
    return orders[GraphShape.pair(i, j)];
  }

  /** Sum of the bond orders of an atom. */
  public int valence(int atom) {
    return IntStream.range(0, size()).filter(j -> j != atom).map(j -> order(atom, j)).sum();
  }

  /** The connected part with the most atoms, the one with the lowest atom on ties. */
  public BondGraph largestFragment() {
    int[] fragment = new int[size()];
    Arrays.fill(fragment, -1);
    int[] sizes = new int[size()];
    for (int i = 0; i < size(); i++) {
      if (fragment[i] < 0) {
        sizes[i] = spread(i, i, fragment);
      }
    }
    int best = 0;
    for (int i = 1; i < size(); i++) {
      best = sizes[i] > sizes[best] ? i : best;
    }
    int kept = best;
    return kept(IntStream.range(0, size()).filter(i -> fragment[i] == kept).toArray());
  }

  /** Which atoms a path of bonds leads to from one. */
  boolean[] joined(int atom) {
    int[] fragment = new int[size()];
    Arrays.fill(fragment, -1);
    spread(atom, atom, fragment);
    boolean[] out = new boolean[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = fragment[i] == atom;
    }
    return out;
  }

  private int spread(int atom, int name, int[] fragment) {
    fragment[atom] = name;
    int count = 1;
    for (int j = 0; j < size(); j++) {
      if (j != atom && fragment[j] < 0 && order(atom, j) > 0) {
        count += spread(j, name, fragment);
      }
    }
    return count;
  }

  /** The given atoms in the given order, with the bonds between them. */
  BondGraph kept(int[] atoms) {
    int[] bonds = new int[GraphShape.pairs(atoms.length)];
    for (int j = 1; j < atoms.length; j++) {
      for (int i = 0; i < j; i++) {
        bonds[GraphShape.pair(i, j)] = order(atoms[i], atoms[j]);
      }
    }
    return new BondGraph(
        Arrays.stream(atoms).map(a -> elements[a]).toArray(),
        Arrays.stream(atoms).map(a -> charges[a]).toArray(),
        bonds);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof BondGraph g
        && Arrays.equals(g.elements, elements)
        && Arrays.equals(g.charges, charges)
        && Arrays.equals(g.orders, orders);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(elements) + Arrays.hashCode(orders);
  }

  @Override
  public String toString() {
    return "BondGraph[elements="
        + Arrays.toString(elements)
        + ", charges="
        + Arrays.toString(charges)
        + ", orders="
        + Arrays.toString(orders)
        + "]";
  }
}
