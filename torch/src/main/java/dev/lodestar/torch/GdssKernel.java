package dev.lodestar.torch;

import static dev.lodestar.torch.GdssConfig.FIRST;
import static dev.lodestar.torch.GdssConfig.INNER;
import static dev.lodestar.torch.GdssConfig.NODE_LAYERS;
import static dev.lodestar.torch.GdssConfig.WIDTH;

import dev.lodestar.torch.GdssConfig.NodeNet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The networks of GDSS made ready for single graphs: real atoms only, every pair once.
 *
 * <p>All edge maps are symmetric and no off-diagonal number ever depends on a diagonal one, so the
 * perceptrons over pairs run over i &lt; j; what does not exist is not computed. A graph is
 * evaluated on its own, so its answer depends on it alone: not on batch, neighbours or threads.
 */
final class GdssKernel implements AutoCloseable {
  private final GdssConfig config;
  private final WeightImage image = new WeightImage();
  private final List<AttentionKernel> edgeLayers = new ArrayList<>();
  private final List<AttentionKernel> nodeLayers = new ArrayList<>();
  private final List<WeightImage.Linear> convolutions = new ArrayList<>();
  private final WeightImage.Linear[] edgeFinal;
  private final WeightImage.Linear[] nodeFinal;
  private final ConcurrentLinkedQueue<GdssScratch> idle = new ConcurrentLinkedQueue<>();

  GdssKernel(GdssConfig config, Weights w) {
    this.config = config;
    try (Scope s = Scope.inference()) {
      for (int i = 0; i < config.edgeLayers(); i++) {
        String layer = GdssConfig.EDGES + ".layers." + i;
        edgeLayers.add(new AttentionKernel(config, w, image, layer, i, config.edgeLayers()));
      }
      for (int i = 0; i < NODE_LAYERS; i++) {
        String layer = GdssConfig.NODES + ".layers." + i;
        if (config.nodes() == NodeNet.ATTENTION) {
          nodeLayers.add(new AttentionKernel(config, w, image, layer, i, NODE_LAYERS));
        } else {
          convolutions.add(image.graph(w, layer));
        }
      }
      edgeFinal = image.perceptron(w, GdssConfig.EDGES + ".final", 3);
      nodeFinal = image.perceptron(w, GdssConfig.NODES + ".final", 3);
    }
  }

  /**
   * Answers about one graph.
   *
   * @param x features of all its atoms, from {@code fromX}
   * @param a its pairs, from {@code fromA}
   * @param atoms how many atoms it has
   * @param nodes takes what the network of the atoms says, from {@code fromX}
   * @param edges takes what the network of the pairs says, from {@code fromA}
   */
  void run(float[] x, int fromX, float[] a, int fromA, int atoms, float[] nodes, float[] edges) {
    GdssScratch s = idle.poll();
    if (s == null) {
      s = new GdssScratch(config, image.values());
    }
    try {
      s.begin(x, fromX, a, fromA, atoms);
      edges(s, edges, fromA);
      s.begin(x, fromX, a, fromA, atoms);
      nodes(s, nodes, fromX);
    } finally {
      idle.add(s);
    }
  }

  private void edges(GdssScratch s, float[] out, int from) {
    int pairs = s.pairs;
    if (pairs == 0) {
      return;
    }
    s.square();
    int input = s.channels;
    int output = input + FIRST * pairs;
    for (int i = 0; i < edgeLayers.size(); i++) {
      boolean last = i == edgeLayers.size() - 1;
      edgeLayers.get(i).run(s, input, !last, true, output);
      input = output;
      output += INNER * pairs;
    }
    int hidden = edgeFinal[0].outputs();
    s.overPairs(edgeFinal[0], s.channels, s.first);
    s.overPairs(edgeFinal[1], s.first, s.second);
    int weight = edgeFinal[2].weight();
    s.arena.times(1, pairs, hidden, weight, hidden, s.second, pairs, 0, s.first, pairs);
    s.arena.get(s.first, out, from, pairs);
    float bias = edgeFinal[2].bias()[0];
    for (int k = from; k < from + pairs; k++) {
      out[k] += bias;
    }
  }

  private void nodes(GdssScratch s, float[] out, int from) {
    int n = s.atoms;
    int features = config.features();
    int width = config.nodeInputs();
    float[] all = new float[n * width];
    copy(s.x, features, n, all, 0, width);
    boolean attention = config.nodes() == NodeNet.ATTENTION;
    if (attention) {
      s.square();
    } else {
      s.mix(1);
    }
    int output = s.channels + FIRST * s.pairs;
    for (int i = 0; i < NODE_LAYERS; i++) {
      if (attention) {
        boolean last = i == NODE_LAYERS - 1;
        nodeLayers.get(i).run(s, i == 0 ? s.channels : output, true, !last, output);
        Activations.tanh(s.x, n * WIDTH); // a second time, as the published network does
      } else {
        convolve(s, convolutions.get(i));
      }
      copy(s.x, WIDTH, n, all, features + i * WIDTH, width);
    }
    s.arena.put(s.first, all, 0, all.length);
    s.overAtomsActivated(nodeFinal[0], s.first, s.second);
    s.overAtomsActivated(nodeFinal[1], s.second, s.first);
    s.overAtoms(nodeFinal[2], s.first, s.second);
    System.arraycopy(s.heap, 0, out, from, n * features);
  }

  /** x ← tanh(D^-½ Â D^-½ x W + b). */
  private static void convolve(GdssScratch s, WeightImage.Linear layer) {
    int n = s.atoms;
    int inputs = s.width;
    s.arena.put(s.nodes, s.x, 0, n * inputs);
    s.arena.times(n, WIDTH, inputs, s.nodes, inputs, layer.weight(), WIDTH, 0, s.first, WIDTH);
    s.arena.times(n, WIDTH, n, s.mixing, n, s.first, WIDTH, 0, s.second, WIDTH);
    s.arena.get(s.second, s.x, 0, n * WIDTH);
    s.width = WIDTH;
    for (int k = 0; k < n * WIDTH; k++) {
      s.x[k] += layer.bias()[k % WIDTH];
    }
    Activations.tanh(s.x, n * WIDTH);
  }

  private static void copy(float[] x, int width, int rows, float[] into, int at, int stride) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(x, i * width, into, i * stride + at, width);
    }
  }

  @Override
  public void close() {
    for (GdssScratch s = idle.poll(); s != null; s = idle.poll()) {
      s.close();
    }
  }
}
