package dev.lodestar.torch;

import static dev.lodestar.torch.GdssConfig.FIRST;
import static dev.lodestar.torch.GdssConfig.HEADS;
import static dev.lodestar.torch.GdssConfig.INNER;
import static dev.lodestar.torch.GdssConfig.WIDTH;

import dev.lodestar.core.graph.GraphShape;
import java.util.Arrays;

/** Where one thread evaluates one graph after another: its memory, native and on the heap. */
final class GdssScratch implements AutoCloseable {
  final Arena arena;

  /** Atoms of the present graph, and pairs among them. */
  int atoms;

  int pairs;

  /** Features of its atoms, shape [atoms, width]. */
  final float[] x;

  int width;

  /** Edge channels that the next layer mixes by, shape [channels, pairs]. */
  final float[] edges;

  /** Anything that passes an activation. */
  final float[] heap;

  // places in the arena
  final int nodes;
  final int mixing;
  final int mixed;
  final int keys;
  final int scores;
  final int channels;
  final int first;
  final int second;

  private final GdssConfig config;
  private final float[] matrices;
  private final float[] roots;

  GdssScratch(GdssConfig config, float[] image) {
    this.config = config;
    int n = config.capacity();
    int most = GraphShape.pairs(n);
    int wide = Math.max(config.features(), WIDTH);
    int largest =
        Math.max(
            2 * config.pairInputs() * most,
            Math.max(INNER * HEADS * n * n, 2 * config.nodeInputs() * n));
    x = new float[n * wide];
    edges = new float[INNER * most];
    matrices = new float[INNER * n * n];
    roots = new float[n];
    heap = new float[largest];
    nodes = image.length;
    mixing = nodes + n * wide;
    mixed = mixing + INNER * n * n;
    keys = mixed + INNER * n * wide;
    scores = keys + INNER * n * 3 * WIDTH;
    channels = scores + INNER * HEADS * n * n;
    first = channels + config.pairInputs() * most;
    second = first + largest;
    arena = new Arena(image, second + largest);
  }

  /** Takes a graph in: its features, and its pairs as the first edge channel. */
  void begin(float[] features, int fromX, float[] a, int fromA, int count) {
    atoms = count;
    pairs = GraphShape.pairs(count);
    width = config.features();
    System.arraycopy(features, fromX, x, 0, count * width);
    System.arraycopy(a, fromA, edges, 0, pairs);
  }

  /** The first two edge channels, A and A², on the heap and in the arena. */
  void square() {
    int n = atoms;
    Arrays.fill(matrices, 0, n * n, 0);
    for (int b = 1, p = 0; b < n; b++) {
      for (int a = 0; a < b; a++, p++) {
        matrices[a * n + b] = edges[p];
        matrices[b * n + a] = edges[p];
      }
    }
    arena.put(mixing, matrices, 0, n * n);
    arena.times(n, n, n, mixing, n, mixing, n, 0, scores, n);
    arena.get(scores, matrices, 0, n * n);
    for (int b = 1, p = pairs; b < n; b++) {
      for (int a = 0; a < b; a++, p++) {
        edges[p] = matrices[b * n + a];
      }
    }
    arena.put(channels, edges, 0, FIRST * pairs);
  }

  /** D^-½ Â D^-½ of the first edge channels, to {@link #mixing}; Â has a diagonal of 1. */
  void mix(int count) {
    int n = atoms;
    for (int c = 0; c < count; c++) {
      int from = c * pairs;
      Arrays.fill(roots, 0, n, 1);
      for (int b = 1, p = from; b < n; b++) {
        float sum = 0;
        for (int a = 0; a < b; a++, p++) {
          roots[a] += edges[p];
          sum += edges[p];
        }
        roots[b] += sum;
      }
      for (int a = 0; a < n; a++) {
        roots[a] = (float) (1 / Math.sqrt(Math.max(1, roots[a])));
      }
      int at = c * n * n;
      for (int b = 0, p = from; b < n; b++) {
        matrices[at + b * n + b] = roots[b] * roots[b];
        for (int a = 0; a < b; a++, p++) {
          float v = edges[p] * roots[a] * roots[b];
          matrices[at + a * n + b] = v;
          matrices[at + b * n + a] = v;
        }
      }
    }
    arena.put(mixing, matrices, 0, count * n * n);
  }

  /** A layer over channels [inputs, pairs] at {@code from}, then ELU. */
  void overPairs(WeightImage.Linear layer, int from, int to) {
    int in = layer.inputs();
    arena.times(layer.outputs(), pairs, in, layer.weight(), in, from, pairs, 0, to, pairs);
    activate(layer, to);
  }

  /** ELU(x + bias) of channels [outputs, pairs], in place. */
  void activate(WeightImage.Linear layer, int at) {
    arena.get(at, heap, 0, layer.outputs() * pairs);
    for (int o = 0; o < layer.outputs(); o++) {
      Activations.elu(heap, o * pairs, pairs, layer.bias()[o]);
    }
    arena.put(at, heap, 0, layer.outputs() * pairs);
  }

  /** A layer over rows [atoms, inputs] at {@code from}: rows [atoms, outputs] on the heap. */
  void overAtoms(WeightImage.Linear layer, int from, int to) {
    int out = layer.outputs();
    int in = layer.inputs();
    arena.timesTransposed(atoms, out, in, 1, from, in, layer.weight(), in, 0, to, out);
    arena.get(to, heap, 0, atoms * out);
    for (int i = 0; i < atoms; i++) {
      for (int o = 0; o < out; o++) {
        heap[i * out + o] += layer.bias()[o];
      }
    }
  }

  /** The same, then ELU, and back into the arena. */
  void overAtomsActivated(WeightImage.Linear layer, int from, int to) {
    overAtoms(layer, from, to);
    Activations.elu(heap, 0, atoms * layer.outputs(), 0);
    arena.put(to, heap, 0, atoms * layer.outputs());
  }

  @Override
  public void close() {
    arena.close();
  }
}
