package dev.lodestar.core.graph;

/**
 * Numbers for the atoms and the pairs of a batch of graphs, such as a score or a mean.
 *
 * @param nodes shape [rows, capacity, features]
 * @param edges shape [rows, capacity·(capacity−1)/2], laid out as {@link GraphShape#pair}
 * @param shape sizes of a graph
 */
public record GraphField(float[] nodes, float[] edges, GraphShape shape) {
  public GraphField {
    int rows = nodes.length / shape.nodeNumbers();
    if (nodes.length != rows * shape.nodeNumbers() || edges.length != rows * shape.pairNumbers()) {
      throw new IllegalArgumentException(
          nodes.length
              + " atom and "
              + edges.length
              + " pair numbers do not form rows of "
              + shape);
    }
  }

  /** Zero everywhere. */
  public static GraphField zero(int rows, GraphShape shape) {
    return new GraphField(
        new float[Math.multiplyExact(rows, shape.nodeNumbers())],
        new float[Math.multiplyExact(rows, shape.pairNumbers())],
        shape);
  }

  /** Number of rows. */
  public int size() {
    return nodes.length / shape.nodeNumbers();
  }

  /** The given rows in the given order. */
  public GraphField select(int[] rows) {
    GraphField out = zero(rows.length, shape);
    int n = shape.nodeNumbers();
    int p = shape.pairNumbers();
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(nodes, rows[i] * n, out.nodes, i * n, n);
      System.arraycopy(edges, rows[i] * p, out.edges, i * p, p);
    }
    return out;
  }
}
