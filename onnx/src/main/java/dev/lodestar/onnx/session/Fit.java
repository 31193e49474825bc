package dev.lodestar.onnx.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Whether a graph is what its manifest says. */
final class Fit {
  private static final String BATCH = "batch";

  private final Manifest manifest;
  private OptionalInt batch = OptionalInt.empty();

  /**
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence that says what was found
   *     and what was expected
   */
  Fit(Manifest manifest, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
    this.manifest = manifest;
    manifest.inputs().forEach((role, port) -> compare("input", role, port, inputs));
    manifest.outputs().forEach((role, port) -> compare("output", role, port, outputs));
    for (Map.Entry<String, NodeInfo> e : inputs.entrySet()) {
      if (manifest.inputs().values().stream().noneMatch(p -> p.name().equals(e.getKey()))) {
        throw manifest.fault(
            "says nothing of the input '"
                + e.getKey()
                + "' ("
                + e.getValue().getInfo()
                + ") of "
                + manifest.model()
                + "; a "
                + manifest.kind().text()
                + " has the inputs "
                + manifest.kind().inputs().stream()
                    .map(r -> r.name() + " (" + r.describe() + ")")
                    .collect(Collectors.joining(", "))
                + ".");
      }
    }
  }

  /** Rows of every call, where the graph fixes them. */
  OptionalInt batch() {
    return batch;
  }

  private void compare(String side, String role, Port port, Map<String, NodeInfo> graph) {
    String table = "[" + side + "." + role + "]";
    NodeInfo info = graph.get(port.name());
    if (info == null) {
      String hint = Suggest.didYouMean(port.name(), graph.keySet());
      throw manifest.fault(
          table
              + ": "
              + manifest.model()
              + " has no "
              + side
              + " '"
              + port.name()
              + "'"
              + (hint.isEmpty() ? "." : hint)
              + " It has "
              + String.join(", ", graph.keySet())
              + ".");
    }
    if (!(info.getInfo() instanceof TensorInfo tensor)) {
      throw manifest.fault(
          table + ": '" + port.name() + "' of " + manifest.model() + " is not a tensor.");
    }
    String found = type(tensor);
    if (!found.equals(port.type().text())) {
      throw manifest.fault(
          table
              + ": '"
              + port.name()
              + "' of "
              + manifest.model()
              + " holds "
              + found
              + " where the manifest says "
              + port.type().text()
              + ".");
    }
    shape(table, port, tensor);
  }

  private static String type(TensorInfo tensor) {
    return switch (tensor.type) {
      case FLOAT -> ElementType.FLOAT32.text();
      case DOUBLE -> ElementType.FLOAT64.text();
      default -> tensor.type.name().toLowerCase(Locale.ROOT);
    };
  }

  private void shape(String table, Port port, TensorInfo tensor) {
    long[] graph = tensor.getShape();
    boolean fits = graph.length == port.shape().size();
    for (int i = 0; fits && i < graph.length; i++) {
      fits = size(port.shape().get(i), graph[i]);
    }
    if (!fits) {
      throw manifest.fault(
          table
              + ": '"
              + port.name()
              + "' of "
              + manifest.model()
              + " has the shape "
              + shown(tensor)
              + " where the manifest says "
              + port.shape()
              + ".");
    }
  }

  /** A size that varies in the graph takes any; one that the graph fixes is that. */
  private boolean size(Size said, long graph) {
    if (graph < 0) {
      return true;
    }
    if (said instanceof Size.Fixed f) {
      return f.value() == graph;
    }
    if (!((Size.Named) said).name().equals(BATCH)) {
      return false;
    }
    boolean same = batch.isEmpty() || batch.getAsInt() == graph;
    batch = OptionalInt.of((int) graph);
    return same;
  }

  private static String shown(TensorInfo tensor) {
    long[] shape = tensor.getShape();
    String[] names = tensor.getDimensionNames();
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < shape.length; i++) {
      String name = names[i].isEmpty() ? "?" : names[i];
      out.append(i == 0 ? "" : ", ").append(shape[i] < 0 ? name : Long.toString(shape[i]));
    }
    return out.append("]").toString();
  }
}
