package dev.lodestar.torch;

import static dev.lodestar.torch.ProteinSolverWeights.HIDDEN;
import static dev.lodestar.torch.ProteinSolverWeights.WIDTH;

import dev.lodestar.torch.ProteinSolverWeights.Block;
import dev.lodestar.torch.ProteinSolverWeights.Linear;
import java.util.Arrays;

/**
 * Where one thread evaluates {@link ProteinSolver} on one structure, state after state.
 *
 * <p>The first layer of a message reads [x_row, x_col, e]; its parts for x are worked out once a
 * node instead of once an edge. What the first round makes of e knows no state, and the last
 * round's messages are wanted as sums alone, so its second layer runs once a node. All exact but
 * for rounding.
 */
final class ProteinSolverScratch implements AutoCloseable {
  /** Edges at a time: their hidden layers stay in the processor's caches. */
  private static final int CHUNK = 256;

  private final TokenGraph graph;
  private final int[] rows;
  private final int[] columns;
  private final ProteinSolverWeights weights;
  private final Arena arena;
  private final int[] first;
  private final int[] second;
  private final int head;

  // places in the arena
  private final int nodes;
  private final int byRow;
  private final int byColumn;
  private final int chunk;
  private final int wide;

  private final float[] still; // e before any message
  private final float[] stillHidden; // what it adds to the hidden layers of the first round
  private final float[] x;
  private final float[] e;
  private final float[] sums;
  private final float[] ofRow;
  private final float[] ofColumn;
  private final float[] hidden = new float[CHUNK * HIDDEN];
  private final float[] messages = new float[CHUNK * WIDTH];

  ProteinSolverScratch(TokenGraph graph, ProteinSolverWeights weights) {
    this.graph = graph;
    this.rows = graph.rows();
    this.columns = graph.columns();
    this.weights = weights;
    int n = graph.nodes();
    WeightImage image = new WeightImage();
    first = weights.blocks().stream().mapToInt(b -> image.add(b.first().weight())).toArray();
    second = weights.blocks().stream().mapToInt(b -> image.add(b.second().weight())).toArray();
    head = image.add(weights.head().weight());
    float[] values = image.values();
    nodes = values.length;
    byRow = nodes + n * HIDDEN;
    byColumn = byRow + n * HIDDEN;
    chunk = byColumn + n * HIDDEN;
    wide = chunk + CHUNK * HIDDEN;
    arena = new Arena(values, wide + CHUNK * HIDDEN);
    x = new float[n * WIDTH];
    e = new float[graph.edges() * WIDTH];
    sums = new float[n * HIDDEN];
    ofRow = new float[n * HIDDEN];
    ofColumn = new float[n * HIDDEN];
    still = embedded();
    stillHidden = new float[graph.edges() * HIDDEN];
    for (int from = 0; from < graph.edges(); from += CHUNK) {
      int edges = Math.min(CHUNK, graph.edges() - from);
      System.arraycopy(still, from * WIDTH, e, from * WIDTH, edges * WIDTH);
      hiddenOfEdges(0, from, edges);
      System.arraycopy(hidden, 0, stillHidden, from * HIDDEN, edges * HIDDEN);
    }
  }

  private float[] embedded() {
    float[] features = graph.features();
    float[] out = new float[graph.edges() * WIDTH];
    for (int k = 0; k < graph.edges(); k++) {
      float[] in = weights.edgeIn().of(features, k * ProteinSolverWeights.FEATURES);
      ProteinSolverWeights.relu(in, WIDTH);
      weights.edgeNorm().into(weights.edgeOut().of(in, 0), 0, out, k * WIDTH, false);
    }
    return out;
  }

  /**
   * Logits of one state.
   *
   * @param tokens its tokens, from {@code from}
   * @param out takes them from {@code at}, shape [nodes, V]
   */
  void run(int[] tokens, int from, float[] out, int at) {
    int n = graph.nodes();
    for (int i = 0; i < n; i++) {
      System.arraycopy(weights.tokens(), tokens[from + i] * WIDTH, x, i * WIDTH, WIDTH);
    }
    System.arraycopy(still, 0, e, 0, e.length);
    int last = weights.blocks().size() - 1;
    for (int b = 0; b <= last; b++) {
      if (b > 0) {
        ProteinSolverWeights.relu(x, x.length);
        ProteinSolverWeights.relu(e, e.length);
      }
      split(b);
      Arrays.fill(sums, 0);
      for (int k = 0; k < graph.edges(); k += CHUNK) {
        messages(b, k, Math.min(CHUNK, graph.edges() - k), b == last);
      }
      if (b == last) {
        sumsOfHidden(b);
      }
      Block block = weights.blocks().get(b);
      for (int i = 0; i < n; i++) {
        block.nodes().into(sums, i * WIDTH, x, i * WIDTH, true);
      }
    }
    logits(out, at);
  }

  /** The parts of the first layer that read x, once a node. */
  private void split(int b) {
    int n = graph.nodes();
    arena.put(nodes, x, 0, n * WIDTH);
    int ld = 3 * WIDTH;
    arena.timesTransposed(n, HIDDEN, WIDTH, 1, nodes, WIDTH, first[b], ld, 0, byRow, HIDDEN);
    arena.timesTransposed(
        n, HIDDEN, WIDTH, 1, nodes, WIDTH, first[b] + WIDTH, ld, 0, byColumn, HIDDEN);
    arena.get(byRow, ofRow, 0, n * HIDDEN);
    arena.get(byColumn, ofColumn, 0, n * HIDDEN);
  }

  /** The part that reads e, with the bias, of some edges. */
  private void hiddenOfEdges(int b, int from, int edges) {
    arena.put(chunk, e, from * WIDTH, edges * WIDTH);
    int weight = first[b] + 2 * WIDTH;
    arena.timesTransposed(
        edges, HIDDEN, WIDTH, 1, chunk, WIDTH, weight, 3 * WIDTH, 0, wide, HIDDEN);
    arena.get(wide, hidden, 0, edges * HIDDEN);
    float[] bias = weights.blocks().get(b).first().bias();
    for (int k = 0; k < edges; k++) {
      for (int h = 0; h < HIDDEN; h++) {
        hidden[k * HIDDEN + h] += bias[h];
      }
    }
  }

  private void messages(int b, int from, int edges, boolean last) {
    if (b == 0) {
      System.arraycopy(stillHidden, from * HIDDEN, hidden, 0, edges * HIDDEN);
    } else {
      hiddenOfEdges(b, from, edges);
    }
    for (int k = 0; k < edges; k++) {
      int row = rows[from + k] * HIDDEN;
      int column = columns[from + k] * HIDDEN;
      for (int h = 0; h < HIDDEN; h++) {
        hidden[k * HIDDEN + h] =
            Math.max(0, hidden[k * HIDDEN + h] + ofRow[row + h] + ofColumn[column + h]);
      }
    }
    if (last) {
      for (int k = 0; k < edges; k++) {
        int row = rows[from + k] * HIDDEN;
        for (int h = 0; h < HIDDEN; h++) {
          sums[row + h] += hidden[k * HIDDEN + h];
        }
      }
      return;
    }
    arena.put(wide, hidden, 0, edges * HIDDEN);
    arena.timesTransposed(
        edges, WIDTH, HIDDEN, 1, wide, HIDDEN, second[b], HIDDEN, 0, chunk, WIDTH);
    arena.get(chunk, messages, 0, edges * WIDTH);
    Block block = weights.blocks().get(b);
    float[] bias = block.second().bias();
    for (int k = 0; k < edges; k++) {
      int row = rows[from + k] * WIDTH;
      for (int c = 0; c < WIDTH; c++) {
        messages[k * WIDTH + c] += bias[c];
        sums[row + c] += messages[k * WIDTH + c];
      }
      block.edges().into(messages, k * WIDTH, e, (from + k) * WIDTH, true);
    }
  }

  /** The second layer of the sum of hidden layers is the sum of messages, the bias once an edge. */
  private void sumsOfHidden(int b) {
    int n = graph.nodes();
    arena.put(nodes, sums, 0, n * HIDDEN);
    arena.timesTransposed(n, WIDTH, HIDDEN, 1, nodes, HIDDEN, second[b], HIDDEN, 0, byRow, WIDTH);
    arena.get(byRow, sums, 0, n * WIDTH);
    float[] bias = weights.blocks().get(b).second().bias();
    for (int row : rows) {
      for (int c = 0; c < WIDTH; c++) {
        sums[row * WIDTH + c] += bias[c];
      }
    }
  }

  private void logits(float[] out, int at) {
    int n = graph.nodes();
    Linear layer = weights.head();
    int v = layer.bias().length;
    arena.put(nodes, x, 0, n * WIDTH);
    arena.timesTransposed(n, v, WIDTH, 1, nodes, WIDTH, head, WIDTH, 0, byRow, v);
    arena.get(byRow, out, at, n * v);
    for (int k = 0; k < n * v; k++) {
      out[at + k] += layer.bias()[k % v];
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
