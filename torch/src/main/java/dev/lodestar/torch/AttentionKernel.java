package dev.lodestar.torch;

import static dev.lodestar.torch.GdssConfig.HEADS;
import static dev.lodestar.torch.GdssConfig.WIDTH;

/** One attention layer of GDSS made ready for single graphs; see {@link GdssKernel}. */
final class AttentionKernel {
  private static final int QKV = 3 * WIDTH;

  private final int inputs;
  private final int outputs;

  /** For each channel its queries', keys' and values' matrix [features, 48], side by side. */
  private final int[] projections;

  /** Their biases, one row an atom. */
  private final float[][] biases;

  private final WeightImage.Linear[] values;
  private final float[] valueBias;
  private final WeightImage.Linear[] pairs;

  AttentionKernel(
      GdssConfig config, Weights w, WeightImage image, String layer, int index, int layers) {
    inputs = GdssConfig.inputs(index);
    outputs = GdssConfig.outputs(index, layers);
    projections = new int[inputs];
    biases = new float[inputs][];
    for (int c = 0; c < inputs; c++) {
      String name = layer + ".attn." + c + ".gnn_";
      float[][] parts = new float[3][];
      float[][] shifts = new float[3][];
      for (int k = 0; k < 3; k++) {
        parts[k] = Torch.floats(w.get(name + "qkv".charAt(k) + ".weight"));
        shifts[k] = Torch.floats(w.get(name + "qkv".charAt(k) + ".bias"));
      }
      projections[c] = image.add(sideBySide(parts, parts[0].length / WIDTH));
      biases[c] = repeated(sideBySide(shifts, 1), config.capacity());
    }
    values = image.perceptron(w, layer + ".multi_channel", 2);
    valueBias = repeated(values[0].bias(), config.capacity());
    pairs = image.perceptron(w, layer + ".mlp", 3);
  }

  private static float[] sideBySide(float[][] parts, int rows) {
    float[] out = new float[rows * QKV];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < parts.length; k++) {
        System.arraycopy(parts[k], r * WIDTH, out, r * QKV + k * WIDTH, WIDTH);
      }
    }
    return out;
  }

  private static float[] repeated(float[] row, int times) {
    float[] out = new float[row.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(row, 0, out, i * row.length, row.length);
    }
    return out;
  }

  /**
   * Runs the layer: features and edge channels of the scratch become the next.
   *
   * @param from where the edge channels [inputs, pairs] lie in the arena; also on the heap
   * @param wantsNodes whether the next features are needed
   * @param wantsEdges whether the next edge channels are needed
   * @param to where these go in the arena, and on the heap
   */
  void run(GdssScratch s, int from, boolean wantsNodes, boolean wantsEdges, int to) {
    boolean paired = wantsEdges && s.pairs > 0;
    project(s);
    if (paired) {
      attend(s);
    }
    if (wantsNodes) {
      mixValues(s);
    }
    if (paired) {
      mixPairs(s, from, to);
    }
  }

  /** Queries, keys and values of every channel, shape [channels, atoms, 48]. */
  private void project(GdssScratch s) {
    int n = s.atoms;
    int w = s.width;
    s.mix(inputs);
    s.arena.put(s.nodes, s.x, 0, n * w);
    s.arena.times(inputs * n, w, n, s.mixing, n, s.nodes, w, 0, s.mixed, w);
    for (int c = 0; c < inputs; c++) {
      int to = s.keys + c * n * QKV;
      s.arena.put(to, biases[c], 0, n * QKV);
      s.arena.times(n, QKV, w, s.mixed + c * n * w, w, projections[c], QKV, 1, to, QKV);
    }
  }

  /** S of every pair, averaged over heads and symmetrised, to {@code first} [channels, pairs]. */
  private void attend(GdssScratch s) {
    int n = s.atoms;
    int square = n * n;
    float scale = (float) (1 / Math.sqrt(WIDTH));
    int slice = WIDTH / HEADS;
    for (int c = 0; c < inputs; c++) {
      for (int h = 0; h < HEADS; h++) {
        int q = s.keys + c * n * QKV + h * slice;
        int to = s.scores + (c * HEADS + h) * square;
        s.arena.timesTransposed(n, n, slice, scale, q, QKV, q + WIDTH, QKV, 0, to, n);
      }
    }
    float[] t = s.heap;
    s.arena.get(s.scores, t, 0, inputs * HEADS * square);
    Activations.tanh(t, inputs * HEADS * square);
    float[] out = s.edges;
    for (int c = 0; c < inputs; c++) {
      int at = c * HEADS * square;
      for (int k = 0; k < square; k++) {
        t[at + k] =
            t[at + k] + t[at + square + k] + (t[at + 2 * square + k] + t[at + 3 * square + k]);
      }
      int p = c * s.pairs;
      for (int b = 1; b < n; b++) {
        for (int a = 0; a < b; a++, p++) {
          out[p] = (t[at + a * n + b] + t[at + b * n + a]) / (2 * HEADS);
        }
      }
    }
    // the edge channels themselves still lie in the arena
    s.arena.put(s.first, out, 0, inputs * s.pairs);
  }

  private void mixValues(GdssScratch s) {
    int n = s.atoms;
    int wide = inputs * WIDTH;
    s.arena.put(s.second, valueBias, 0, n * WIDTH);
    for (int c = 0; c < inputs; c++) {
      int v = s.keys + c * n * QKV + 2 * WIDTH;
      int weight = values[0].weight() + c * WIDTH;
      s.arena.timesTransposed(n, WIDTH, WIDTH, 1, v, QKV, weight, wide, 1, s.second, WIDTH);
    }
    s.arena.get(s.second, s.heap, 0, n * WIDTH);
    Activations.elu(s.heap, 0, n * WIDTH, 0);
    s.arena.put(s.second, s.heap, 0, n * WIDTH);
    s.overAtoms(values[1], s.second, s.nodes);
    System.arraycopy(s.heap, 0, s.x, 0, n * WIDTH);
    Activations.tanh(s.x, n * WIDTH);
    s.width = WIDTH;
  }

  private void mixPairs(GdssScratch s, int from, int to) {
    int p = s.pairs;
    int hidden = pairs[0].outputs();
    int wide = 2 * inputs;
    int weight = pairs[0].weight();
    s.arena.times(hidden, p, inputs, weight, wide, s.first, p, 0, s.second, p);
    s.arena.times(hidden, p, inputs, weight + inputs, wide, from, p, 1, s.second, p);
    s.activate(pairs[0], s.second);
    s.overPairs(pairs[1], s.second, s.first);
    s.arena.times(outputs, p, hidden, pairs[2].weight(), hidden, s.first, p, 0, s.second, p);
    s.arena.get(s.second, s.edges, 0, outputs * p);
    for (int o = 0; o < outputs; o++) {
      float bias = pairs[2].bias()[o];
      for (int k = o * p; k < (o + 1) * p; k++) {
        s.edges[k] = 2 * (s.edges[k] + bias); // a map and its transpose, which are equal
      }
    }
    s.arena.put(to, s.edges, 0, outputs * p);
  }
}
