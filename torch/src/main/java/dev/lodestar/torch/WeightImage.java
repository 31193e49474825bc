package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The matrices of a kernel back to back, as every thread's {@link Arena} begins. */
final class WeightImage {
  /**
   * A linear layer.
   *
   * @param weight where its matrix lies
   * @param bias its biases
   */
  record Linear(int weight, int outputs, int inputs, float[] bias) {}

  /**
   * Weights below it are taken as zero. Weight decay leaves dead ones near the smallest numbers
   * there are, and processors multiply those a hundred times slower.
   */
  private static final float DEAD = 1e-30f;

  private final List<float[]> parts = new ArrayList<>();
  private int size;

  /** Adds numbers; returns where they lie. */
  int add(float[] values) {
    int at = size;
    float[] alive = values.clone();
    for (int i = 0; i < alive.length; i++) {
      alive[i] = Math.abs(alive[i]) < DEAD ? 0 : alive[i];
    }
    parts.add(alive);
    size += values.length;
    return at;
  }

  /** A layer [outputs, inputs]. */
  Linear linear(Weights w, String name) {
    Tensor weight = w.get(name + ".weight");
    return new Linear(
        add(Torch.floats(weight)),
        Math.toIntExact(weight.size(0)),
        Math.toIntExact(weight.size(1)),
        Torch.floats(w.get(name + ".bias")));
  }

  /** A graph convolution's matrix [inputs, outputs]. */
  Linear graph(Weights w, String name) {
    Tensor weight = w.get(name + ".weight");
    return new Linear(
        add(Torch.floats(weight)),
        Math.toIntExact(weight.size(1)),
        Math.toIntExact(weight.size(0)),
        Torch.floats(w.get(name + ".bias")));
  }

  Linear[] perceptron(Weights w, String name, int layers) {
    Linear[] out = new Linear[layers];
    for (int i = 0; i < layers; i++) {
      out[i] = linear(w, name + ".linears." + i);
    }
    return out;
  }

  float[] values() {
    float[] out = new float[size];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }
}
