package dev.lodestar.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Names, shapes and order of a network's parameters, which lie back to back in one vector.
 *
 * <p>One vector keeps optimisers, averages and checkpoints to a handful of operations whatever the
 * number of parameters.
 */
final class ParameterLayout {
  /**
   * One parameter.
   *
   * @param fanIn inputs of a unit, which sets the width of the initial uniform values; 0 for a
   *     parameter that begins as {@code constant}
   */
  record Slot(String name, long[] shape, int fanIn, float constant) {
    int size() {
      return Math.toIntExact(StoredTensor.count(shape));
    }
  }

  private final List<Slot> slots;

  private ParameterLayout(List<Slot> slots) {
    this.slots = List.copyOf(slots);
  }

  List<Slot> slots() {
    return slots;
  }

  int size() {
    return slots.stream().mapToInt(Slot::size).sum();
  }

  /** Uniform in ±1/sqrt(fan-in), PyTorch's own choice for linear and convolution layers. */
  float[] initial(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size()];
    int at = 0;
    for (Slot s : slots) {
      double bound = s.fanIn == 0 ? 0 : 1 / Math.sqrt(s.fanIn);
      for (int i = 0; i < s.size(); i++) {
        values[at++] = (float) (s.constant + bound * (2 * random.nextDouble() - 1));
      }
    }
    return values;
  }

  /** 1 where weight decay applies (matrices and filters), 0 for biases and norms. */
  float[] decayed() {
    float[] mask = new float[size()];
    int at = 0;
    for (Slot s : slots) {
      for (int i = 0; i < s.size(); i++) {
        mask[at++] = s.shape.length > 1 ? 1 : 0;
      }
    }
    return mask;
  }

  /** Views of the vector; a gradient flows back into it as one vector too. */
  Weights split(Tensor flat) {
    TensorVector parts = flat.split_with_sizes(slots.stream().mapToLong(Slot::size).toArray(), 0);
    Map<String, Tensor> views = new HashMap<>();
    for (int i = 0; i < slots.size(); i++) {
      views.put(slots.get(i).name, parts.get(i).view(slots.get(i).shape));
    }
    return views::get;
  }

  /** Collects the slots of one network. */
  static final class Builder {
    private final List<Slot> slots = new ArrayList<>();

    /** A filter bank [outputs, inputs, kernel] with its bias. */
    Builder conv(String name, int outputs, int inputs, int kernel) {
      int fanIn = inputs * kernel;
      slots.add(new Slot(name + ".weight", new long[] {outputs, inputs, kernel}, fanIn, 0));
      slots.add(new Slot(name + ".bias", new long[] {outputs}, fanIn, 0));
      return this;
    }

    /** A filter bank over images [outputs, inputs, kernel, kernel] with its bias. */
    Builder image(String name, int outputs, int inputs, int kernel) {
      return image(name, outputs, inputs, kernel, inputs * kernel * kernel);
    }

    /** The same, zero at the start: the last layer of a branch that is added to something. */
    Builder zeroImage(String name, int outputs, int inputs, int kernel) {
      return image(name, outputs, inputs, kernel, 0);
    }

    private Builder image(String name, int outputs, int inputs, int kernel, int fanIn) {
      slots.add(new Slot(name + ".weight", new long[] {outputs, inputs, kernel, kernel}, fanIn, 0));
      slots.add(new Slot(name + ".bias", new long[] {outputs}, fanIn, 0));
      return this;
    }

    /** A matrix [outputs, inputs] with its bias. */
    Builder dense(String name, int outputs, int inputs) {
      slots.add(new Slot(name + ".weight", new long[] {outputs, inputs}, inputs, 0));
      slots.add(new Slot(name + ".bias", new long[] {outputs}, inputs, 0));
      return this;
    }

    /** Scale and shift of a norm. */
    Builder norm(String name, int channels) {
      slots.add(new Slot(name + ".weight", new long[] {channels}, 0, 1));
      slots.add(new Slot(name + ".bias", new long[] {channels}, 0, 0));
      return this;
    }

    /** Any other parameter, uniform in ±1/sqrt(fanIn). */
    Builder free(String name, int fanIn, long... shape) {
      slots.add(new Slot(name, shape, fanIn, 0));
      return this;
    }

    ParameterLayout build() {
      return new ParameterLayout(slots);
    }
  }
}
