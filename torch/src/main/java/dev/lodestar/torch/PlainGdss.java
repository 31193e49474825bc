package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphScore;
import dev.lodestar.core.graph.GraphShape;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** {@link GdssNetwork} as its Python original runs it; see {@link GdssNetwork#plain}. */
record PlainGdss(GdssConfig config, Weights weights) implements GraphScore {
  @Override
  public GraphShape shape() {
    return config.shape();
  }

  @Override
  public GraphField of(GraphParticles states, double time) {
    try (Scope s = Scope.inference()) {
      torch.set_num_threads(Workers.DEFAULT);
      GdssForward forward = new GdssForward(config, weights);
      GdssForward.Batch batch = batch(states, false);
      float[] nodes = Torch.floats(forward.nodes(batch));
      float[] edges = Torch.floats(forward.edges(batch));
      double deviation = config.nodeSchedule().deviation(time);
      for (int k = 0; k < nodes.length; k++) {
        nodes[k] = (float) (-nodes[k] / deviation);
      }
      return new GraphField(nodes, packed(edges, states.size(), config.capacity()), shape());
    } finally {
      torch.set_num_threads(1);
    }
  }

  /** The states as padded tensors, every pair once or as square maps. */
  static GdssForward.Batch batch(GraphParticles states, boolean triangle) {
    int rows = states.size();
    int n = states.shape().capacity();
    float[] there = new float[rows * n];
    for (int i = 0; i < rows; i++) {
      java.util.Arrays.fill(there, i * n, i * n + states.atoms()[i], 1);
    }
    Tensor x = Torch.tensor(states.field().nodes(), rows, n, states.shape().features());
    Tensor a = Torch.tensor(square(states.field().edges(), rows, n), rows, n, n);
    Tensor atoms = Torch.tensor(there, rows, n);
    return triangle
        ? GdssForward.Batch.triangle(x, a, atoms)
        : GdssForward.Batch.square(x, a, atoms);
  }

  /** Symmetric matrices [rows, n, n] of packed pairs. */
  static float[] square(float[] pairs, int rows, int n) {
    float[] out = new float[rows * n * n];
    for (int i = 0, at = 0; i < rows; i++) {
      for (int b = 1; b < n; b++) {
        for (int a = 0; a < b; a++, at++) {
          out[(i * n + a) * n + b] = pairs[at];
          out[(i * n + b) * n + a] = pairs[at];
        }
      }
    }
    return out;
  }

  /** The upper triangles of matrices [rows, n, n]. */
  static float[] packed(float[] square, int rows, int n) {
    float[] out = new float[rows * GraphShape.pairs(n)];
    for (int i = 0, at = 0; i < rows; i++) {
      for (int b = 1; b < n; b++) {
        for (int a = 0; a < b; a++, at++) {
          out[at] = square[(i * n + a) * n + b];
        }
      }
    }
    return out;
  }
}
