package dev.lodestar.core.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The elements behind an atom's features.
 *
 * @param elements atomic number of each feature
 */
public record AtomPalette(List<Integer> elements) {
  /** C N O F P S Cl Br I. */
  public static final AtomPalette ZINC250K =
      new AtomPalette(List.of(6, 7, 8, 9, 15, 16, 17, 35, 53));

  /** C N O F. */
  public static final AtomPalette QM9 = new AtomPalette(List.of(6, 7, 8, 9));

  public AtomPalette {
    elements = List.copyOf(elements);
    if (elements.isEmpty() || elements.stream().distinct().count() < elements.size()) {
      throw new IllegalArgumentException("a palette names each element once, and at least one");
    }
  }

  /**
   * The graph of a row of clean states, without its absent atoms; no charges yet.
   *
   * @param clean whole bond orders and one-hot atoms, such as a clean guess
   */
  public BondGraph graph(GraphParticles clean, int row) {
    int[] kinds = IntStream.range(0, clean.atoms()[row]).map(a -> kind(clean, row, a)).toArray();
    int[] present = IntStream.range(0, kinds.length).filter(a -> kinds[a] >= 0).toArray();
    int[] named = Arrays.stream(kinds).map(k -> k < 0 ? 0 : elements.get(k)).toArray();
    return new BondGraph(named, new int[named.length], orders(clean, row)).kept(present);
  }

  /** The same with its absent atoms, as carbons; they have no bonds. */
  BondGraph withAbsent(GraphParticles clean, int row) {
    int[] named =
        IntStream.range(0, clean.atoms()[row])
            .map(a -> kind(clean, row, a))
            .map(k -> k < 0 ? 6 : elements.get(k))
            .toArray();
    return new BondGraph(named, new int[named.length], orders(clean, row));
  }

  private static int[] orders(GraphParticles clean, int row) {
    int[] orders = new int[GraphShape.pairs(clean.atoms()[row])];
    for (int k = 0; k < orders.length; k++) {
      orders[k] = Math.round(clean.field().edges()[row * clean.shape().pairNumbers() + k]);
    }
    return orders;
  }

  /** The feature of an atom; −1 where it is absent. */
  private static int kind(GraphParticles clean, int row, int atom) {
    for (int k = 0; k < clean.shape().features(); k++) {
      if (clean.node(row, atom, k) > 0.5f) {
        return k;
      }
    }
    return -1;
  }

  /**
   * Clean states of graphs, the inverse of {@link #graph}; charges are not part of a state.
   *
   * @throws IllegalArgumentException where a graph does not fit the shape or has another element
   */
  public GraphParticles particles(List<BondGraph> graphs, GraphShape shape) {
    GraphField out = GraphField.zero(graphs.size(), shape);
    int[] atoms = new int[graphs.size()];
    for (int i = 0; i < atoms.length; i++) {
      BondGraph g = graphs.get(i);
      atoms[i] = g.size();
      if (g.size() < 1 || g.size() > shape.capacity()) {
        throw new IllegalArgumentException(
            "a molecule of " + g.size() + " heavy atoms; the model knows 1 to " + shape.capacity());
      }
      for (int a = 0; a < g.size(); a++) {
        int kind = elements.indexOf(g.elements()[a]);
        if (kind < 0) {
          throw new IllegalArgumentException(
              "an atom of element " + g.elements()[a] + "; the model knows " + elements);
        }
        out.nodes()[i * shape.nodeNumbers() + a * shape.features() + kind] = 1;
      }
      for (int k = 0; k < g.orders().length; k++) {
        out.edges()[i * shape.pairNumbers() + k] = g.orders()[k];
      }
    }
    return GraphParticles.clean(out, atoms);
  }
}
