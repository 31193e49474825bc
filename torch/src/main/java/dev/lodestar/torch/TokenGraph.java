package dev.lodestar.torch;

/**
 * What a network that reads tokens on a graph is told of the graph: directed edges and numbers
 * about them.
 *
 * @param nodes number of nodes; node n holds token n of a state
 * @param rows for each edge the node that gathers what it says
 * @param columns for each edge its other node
 * @param features numbers about the edges, shape [edges, features]
 */
public record TokenGraph(int nodes, int[] rows, int[] columns, float[] features) {
  public TokenGraph {
    if (nodes < 1 || rows.length == 0 || rows.length != columns.length) {
      throw new IllegalArgumentException(
          "a graph has nodes and edges, each with a row and a column, not %d, %d and %d"
              .formatted(nodes, rows.length, columns.length));
    }
    if (features.length % rows.length != 0) {
      throw new IllegalArgumentException(
          features.length + " features for " + rows.length + " edges");
    }
    for (int e = 0; e < rows.length; e++) {
      if (Math.min(rows[e], columns[e]) < 0 || Math.max(rows[e], columns[e]) >= nodes) {
        throw new IllegalArgumentException(
            "edge %d joins %d and %d of %d nodes".formatted(e, rows[e], columns[e], nodes));
      }
    }
    rows = rows.clone();
    columns = columns.clone();
    features = features.clone();
  }

  /** Number of edges. */
  public int edges() {
    return rows.length;
  }
}
