package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphSchedule;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.SdeSchedule.VarianceExploding;
import dev.lodestar.core.graph.SdeSchedule.VariancePreserving;

/**
 * Sizes of the two score networks of GDSS, and the equations they were trained for.
 *
 * @param capacity most atoms
 * @param features numbers an atom carries
 * @param nodes kind of the network of the atoms
 * @param edgeLayers attention layers of the network of the pairs, at least 2
 * @param betaMin β(0) of the atoms
 * @param betaMax β(1) of the atoms
 * @param sigmaMin σ(0) of the pairs
 * @param sigmaMax σ(1) of the pairs
 */
public record GdssConfig(
    int capacity,
    int features,
    NodeNet nodes,
    int edgeLayers,
    double betaMin,
    double betaMax,
    double sigmaMin,
    double sigmaMax) {

  /** Networks that tell the score of the atoms. */
  public enum NodeNet {
    /** Two graph convolutions over the edge map. */
    CONVOLUTION,
    /** Two attention layers over the edge map and its square. */
    ATTENTION
  }

  static final String NODES = "x_state_dict";
  static final String EDGES = "adj_state_dict";

  /** Width of hidden atom features, of queries, keys and values. */
  static final int WIDTH = 16;

  static final int HEADS = 4;
  static final int NODE_LAYERS = 2;

  /** Edge channels: those that enter (A and A²), those inside, those of the last layer. */
  static final int FIRST = 2;

  static final int INNER = 8;
  static final int LAST = 4;

  public GdssConfig {
    if (edgeLayers < 2) {
      throw new IllegalArgumentException("the network of the pairs needs 2 layers");
    }
    new GraphShape(capacity, features);
    new VariancePreserving(betaMin, betaMax);
    new VarianceExploding(sigmaMin, sigmaMax);
  }

  /** The published networks for ZINC250k; attention for their second version. */
  public static GdssConfig zinc250k(NodeNet nodes) {
    return new GdssConfig(38, 9, nodes, 6, 0.1, 1, 0.2, 1);
  }

  /** The published sizes for QM9. */
  public static GdssConfig qm9() {
    return new GdssConfig(9, 4, NodeNet.CONVOLUTION, 3, 0.1, 1, 0.1, 1);
  }

  /** With another number of attention layers for the pairs. */
  public GdssConfig withEdgeLayers(int layers) {
    return new GdssConfig(capacity, features, nodes, layers, betaMin, betaMax, sigmaMin, sigmaMax);
  }

  /** Sizes of a graph. */
  public GraphShape shape() {
    return new GraphShape(capacity, features);
  }

  /** The equation of the atoms. */
  VariancePreserving nodeSchedule() {
    return new VariancePreserving(betaMin, betaMax);
  }

  /** The equation of the pairs. */
  VarianceExploding edgeSchedule() {
    return new VarianceExploding(sigmaMin, sigmaMax);
  }

  /** The equations in a number of steps. */
  public GraphSchedule schedule(int steps) {
    return new GraphSchedule(nodeSchedule(), edgeSchedule(), steps);
  }

  /** Edge channels that leave layer {@code layer} of {@code layers}. */
  static int outputs(int layer, int layers) {
    return layer == layers - 1 ? LAST : INNER;
  }

  static int inputs(int layer) {
    return layer == 0 ? FIRST : INNER;
  }

  /** Numbers a pair brings to the last perceptron: all edge channels there are. */
  int pairInputs() {
    return FIRST + INNER * (edgeLayers - 1) + LAST;
  }

  /** Numbers an atom brings to the last perceptron. */
  int nodeInputs() {
    return features + NODE_LAYERS * WIDTH;
  }

  ParameterLayout layout() {
    ParameterLayout.Builder b = new ParameterLayout.Builder();
    for (int i = 0; i < NODE_LAYERS; i++) {
      String layer = NODES + ".layers." + i;
      if (nodes == NodeNet.CONVOLUTION) {
        graph(b, layer, i == 0 ? features : WIDTH);
      } else {
        attention(b, layer, i, NODE_LAYERS);
      }
    }
    perceptron(b, NODES + ".final", nodeInputs(), 2 * nodeInputs(), 2 * nodeInputs(), features);
    for (int i = 0; i < edgeLayers; i++) {
      attention(b, EDGES + ".layers." + i, i, edgeLayers);
    }
    perceptron(b, EDGES + ".final", pairInputs(), 2 * pairInputs(), 2 * pairInputs(), 1);
    return b.build();
  }

  private void attention(ParameterLayout.Builder b, String layer, int i, int layers) {
    int in = inputs(i);
    int out = outputs(i, layers);
    for (int c = 0; c < in; c++) {
      for (String part : new String[] {"q", "k", "v"}) {
        graph(b, layer + ".attn." + c + ".gnn_" + part, i == 0 ? features : WIDTH);
      }
    }
    int hidden = 2 * Math.max(in, out);
    perceptron(b, layer + ".mlp", 2 * in, hidden, hidden, out);
    perceptron(b, layer + ".multi_channel", in * WIDTH, WIDTH, WIDTH);
  }

  private static void graph(ParameterLayout.Builder b, String name, int inputs) {
    b.free(name + ".weight", inputs, inputs, WIDTH).free(name + ".bias", 0, WIDTH);
  }

  private static void perceptron(ParameterLayout.Builder b, String name, int... widths) {
    for (int i = 1; i < widths.length; i++) {
      b.dense(name + ".linears." + (i - 1), widths[i], widths[i - 1]);
    }
  }
}
