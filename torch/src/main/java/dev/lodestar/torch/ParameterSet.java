package dev.lodestar.torch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;

/** A network's parameters in native memory, until closed. Not written to while in use. */
final class ParameterSet implements Weights, AutoCloseable {
  private final ParameterLayout layout;
  private final Map<String, Tensor> views = new HashMap<>();
  private final Tensor flat;
  private boolean closed;

  /** Copies {@code values}, which lie as {@code layout} says. */
  ParameterSet(ParameterLayout layout, float[] values) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + layout.size() + " parameters");
    }
    this.layout = layout;
    try (Scope s = Scope.inference()) {
      flat = Scope.keep(Torch.tensor(values, values.length));
      Weights w = layout.split(flat);
      layout.slots().forEach(p -> views.put(p.name(), Scope.keep(w.get(p.name()))));
    }
  }

  /**
   * Takes the parameters out of a file.
   *
   * @throws ModelFormatException if one is missing or of another shape; more than needed is fine
   */
  static ParameterSet of(ParameterLayout layout, SafeTensors file, Path name)
      throws ModelFormatException {
    float[] values = new float[layout.size()];
    int at = 0;
    for (ParameterLayout.Slot slot : layout.slots()) {
      StoredTensor t = file.tensors().get(slot.name());
      if (t == null) {
        throw new ModelFormatException(
            name, "lacks parameter '" + slot.name() + "'; it belongs to another architecture");
      }
      if (!Arrays.equals(t.shape(), slot.shape())) {
        throw new ModelFormatException(
            name,
            "holds parameter '%s' of shape %s where the architecture needs %s"
                .formatted(slot.name(), Arrays.toString(t.shape()), Arrays.toString(slot.shape())));
      }
      float[] part = t.floats();
      System.arraycopy(part, 0, values, at, part.length);
      at += part.length;
    }
    return new ParameterSet(layout, values);
  }

  @Override
  public synchronized Tensor get(String name) {
    requireOpen();
    return views.get(name);
  }

  /** Refuses use after {@link #close}. */
  synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The network is closed.");
    }
  }

  /** A copy on the heap, in the layout's order. */
  synchronized float[] values() {
    requireOpen();
    return Torch.floats(flat);
  }

  /** The parameters as a file holds them. */
  Map<String, StoredTensor> stored() {
    return stored(name -> false);
  }

  /**
   * The parameters as a file holds them.
   *
   * @param rounded names of those that are stored in bfloat16, in half the space
   */
  Map<String, StoredTensor> stored(Predicate<String> rounded) {
    float[] values = values();
    Map<String, StoredTensor> out = new LinkedHashMap<>();
    int at = 0;
    for (ParameterLayout.Slot slot : layout.slots()) {
      float[] part = Arrays.copyOfRange(values, at, at + slot.size());
      out.put(
          slot.name(),
          rounded.test(slot.name())
              ? StoredTensor.rounded(part, slot.shape())
              : StoredTensor.of(part, slot.shape()));
      at += part.length;
    }
    return out;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      views.values().forEach(Tensor::close);
      flat.close();
    }
  }
}
