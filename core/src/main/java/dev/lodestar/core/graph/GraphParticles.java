package dev.lodestar.core.graph;

import dev.lodestar.core.process.Particles;
import java.util.Arrays;
import java.util.List;

/**
 * A batch of graphs of atoms, each with a number of atoms of its own.
 *
 * <p>While clean, an atom's features are one-hot (all zero: the atom is absent) and a pair's number
 * is its bond order. Atoms from {@code atoms[row]} on and their pairs hold zeros.
 *
 * @param field features and pairs of all rows
 * @param atoms number of atoms of each row, 1 to the shape's capacity
 * @param keys of each row, the key of the random numbers of its Langevin corrector: a state brings
 *     them along, so that whoever looks at it again finds the same correction
 */
public record GraphParticles(GraphField field, int[] atoms, long[] keys)
    implements Particles<GraphParticles> {
  public GraphParticles {
    if (field.size() != atoms.length || keys.length != atoms.length) {
      throw new IllegalArgumentException(
          field.size() + " graphs, " + atoms.length + " atom counts and " + keys.length + " keys");
    }
    for (int n : atoms) {
      if (n < 1 || n > field.shape().capacity()) {
        throw new IllegalArgumentException(
            "a graph of " + n + " atoms; 1 to " + field.shape().capacity() + " are allowed");
      }
    }
  }

  /** Graphs without random numbers of their own: clean ones. */
  public static GraphParticles clean(GraphField field, int[] atoms) {
    return new GraphParticles(field, atoms, new long[atoms.length]);
  }

  /** Sizes of a graph. */
  public GraphShape shape() {
    return field.shape();
  }

  @Override
  public int size() {
    return atoms.length;
  }

  /** A feature of an atom. */
  public float node(int row, int atom, int feature) {
    return field.nodes()[row * shape().nodeNumbers() + atom * shape().features() + feature];
  }

  /** The number of a pair of different atoms. */
  public float edge(int row, int i, int j) {
    return field.edges()[row * shape().pairNumbers() + GraphShape.pair(i, j)];
  }

  @Override
  public GraphParticles select(int[] rows) {
    return new GraphParticles(
        field.select(rows),
        Arrays.stream(rows).map(i -> atoms[i]).toArray(),
        Arrays.stream(rows).mapToLong(i -> keys[i]).toArray());
  }

  @Override
  public GraphParticles with(List<GraphParticles> others) {
    int rows = size();
    for (GraphParticles x : others) {
      if (!x.shape().equals(shape())) {
        throw new IllegalArgumentException("rows of " + x + " do not join those of " + this);
      }
      rows = Math.addExact(rows, x.size());
    }
    GraphField joined = GraphField.zero(rows, shape());
    int[] counts = new int[rows];
    long[] seeds = new long[rows];
    int at = put(joined, counts, seeds, 0);
    for (GraphParticles x : others) {
      at = x.put(joined, counts, seeds, at);
    }
    return new GraphParticles(joined, counts, seeds);
  }

  private int put(GraphField into, int[] counts, long[] seeds, int at) {
    int n = shape().nodeNumbers();
    int p = shape().pairNumbers();
    System.arraycopy(field.nodes(), 0, into.nodes(), at * n, field.nodes().length);
    System.arraycopy(field.edges(), 0, into.edges(), at * p, field.edges().length);
    System.arraycopy(atoms, 0, counts, at, size());
    System.arraycopy(keys, 0, seeds, at, size());
    return at + size();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof GraphParticles x
        && x.shape().equals(shape())
        && Arrays.equals(x.atoms, atoms)
        && Arrays.equals(x.keys, keys)
        && Arrays.equals(x.field.nodes(), field.nodes())
        && Arrays.equals(x.field.edges(), field.edges());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(field.nodes()) + Arrays.hashCode(field.edges());
  }

  @Override
  public String toString() {
    return "GraphParticles[" + size() + " x " + shape() + "]";
  }
}
