package dev.lodestar.torch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of {@link ProteinSolver} on the heap.
 *
 * @param tokens x of each token before any message, shape [V + 1, 128]
 * @param edgeIn from an edge's features to its hidden layer
 * @param edgeOut from there to e
 * @param edgeNorm of e
 * @param blocks the rounds of messages
 * @param head to the logits
 */
record ProteinSolverWeights(
    float[] tokens, Linear edgeIn, Linear edgeOut, Norm edgeNorm, List<Block> blocks, Linear head) {
  static final int WIDTH = 128;
  static final int HIDDEN = 256;
  static final int FEATURES = 2;
  private static final int VOCABULARY = ProteinSolver.LETTERS.length();
  private static final List<String> BLOCKS =
      List.of("graph_conv_0", "graph_conv.0", "graph_conv.1", "graph_conv.2");

  /** W [outputs, inputs] and b. */
  record Linear(float[] weight, float[] bias) {
    /** y = Wx + b of one vector that begins at {@code from}. */
    float[] of(float[] x, int from) {
      int inputs = weight.length / bias.length;
      float[] y = bias.clone();
      for (int o = 0; o < y.length; o++) {
        for (int i = 0; i < inputs; i++) {
          y[o] += weight[o * inputs + i] * x[from + i];
        }
      }
      return y;
    }
  }

  /** A layer norm over {@link #WIDTH} numbers. */
  record Norm(float[] scale, float[] shift) {
    /** y += LN(x), or y = LN(x). */
    void into(float[] x, int from, float[] y, int at, boolean added) {
      float mean = 0;
      for (int k = 0; k < WIDTH; k++) {
        mean += x[from + k];
      }
      mean /= WIDTH;
      float square = 0;
      for (int k = 0; k < WIDTH; k++) {
        float d = x[from + k] - mean;
        square += d * d;
      }
      float inverse = (float) (1 / Math.sqrt(square / WIDTH + Nets.NORM_EPSILON));
      for (int k = 0; k < WIDTH; k++) {
        float v = (x[from + k] - mean) * inverse * scale[k] + shift[k];
        y[at + k] = added ? y[at + k] + v : v;
      }
    }
  }

  /**
   * One round.
   *
   * @param first reads [x_row, x_col, e]
   * @param second makes the message
   */
  record Block(Linear first, Linear second, Norm nodes, Norm edges) {}

  static ProteinSolverWeights of(SafeTensors file, Path name) throws ModelFormatException {
    Reader in = new Reader(file, name);
    Linear embedded = in.linear("embed_x.2", WIDTH, WIDTH);
    Norm norm = in.norm("embed_x.3");
    float[] table = in.values("embed_x.0.weight", VOCABULARY + 1, WIDTH);
    relu(table, table.length);
    float[] tokens = new float[table.length];
    for (int at = 0; at < table.length; at += WIDTH) {
      norm.into(embedded.of(table, at), 0, tokens, at, false);
    }
    List<Block> blocks = new ArrayList<>();
    for (String b : BLOCKS) {
      blocks.add(
          new Block(
              in.linear(b + ".gnn.nn.0", HIDDEN, 3 * WIDTH),
              in.linear(b + ".gnn.nn.2", WIDTH, HIDDEN),
              in.norm(b + ".x_postprocess.0"),
              in.norm(b + ".edge_attr_postprocess.0")));
    }
    return new ProteinSolverWeights(
        tokens,
        in.linear("embed_adj.0", WIDTH, FEATURES),
        in.linear("embed_adj.2", WIDTH, WIDTH),
        in.norm("embed_adj.3"),
        blocks,
        in.linear("linear_out", VOCABULARY, WIDTH));
  }

  static void relu(float[] x, int n) {
    for (int k = 0; k < n; k++) {
      x[k] = Math.max(0, x[k]);
    }
  }

  private record Reader(SafeTensors file, Path name) {
    float[] values(String tensor, long... shape) throws ModelFormatException {
      StoredTensor t = file.tensors().get(tensor);
      if (t == null || !Arrays.equals(t.shape(), shape)) {
        throw new ModelFormatException(
            name,
            t == null
                ? "lacks parameter '" + tensor + "'; it holds no ProteinSolver"
                : "holds parameter '%s' of shape %s where ProteinSolver has %s"
                    .formatted(tensor, Arrays.toString(t.shape()), Arrays.toString(shape)));
      }
      return t.floats();
    }

    Linear linear(String layer, int outputs, int inputs) throws ModelFormatException {
      return new Linear(
          values(layer + ".weight", outputs, inputs), values(layer + ".bias", outputs));
    }

    Norm norm(String layer) throws ModelFormatException {
      return new Norm(values(layer + ".weight", WIDTH), values(layer + ".bias", WIDTH));
    }
  }
}
