package dev.lodestar.onnx.diffusers;

import dev.lodestar.core.text.Suggest;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Graph;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One network of a pipeline: {@code NAME/model.onnx}, whose inputs and outputs have the names that
 * the layout gives them, and {@code NAME/config.json} where there is one.
 */
final class Part {
  private static final String MODEL = "model.onnx";

  private final CheckedFile file;
  private final JsonFile config;
  private final Map<String, Port> inputs;
  private final Map<String, Port> outputs;

  private Part(CheckedFile file, JsonFile config) {
    this.file = file;
    this.config = config;
    Graph graph = file.model().graph();
    Set<String> constants =
        graph.constants().stream().map(Tensor::name).collect(Collectors.toSet());
    this.inputs =
        graph.inputs().stream()
            .filter(p -> !constants.contains(p.name()))
            .collect(Collectors.toMap(Port::name, p -> p, (a, b) -> a, TreeMap::new));
    this.outputs =
        graph.outputs().stream()
            .collect(Collectors.toMap(Port::name, p -> p, (a, b) -> a, TreeMap::new));
  }

  /** Whether a pipeline has such a network. */
  static boolean isIn(Contents pipeline, String name) {
    return pipeline.has(name + "/" + MODEL);
  }

  /**
   * Reads and checks the network's file.
   *
   * @throws InvalidModelException with a sentence where it cannot be used
   */
  static Part read(Contents pipeline, String name) {
    if (!isIn(pipeline, name)) {
      throw new InvalidModelException(
          pipeline.path(name + "/" + MODEL) + " is missing; the pipeline's layout has it.");
    }
    return new Part(
        pipeline.network(name, MODEL), JsonFile.optional(pipeline, name + "/config.json"));
  }

  JsonFile config() {
    return config;
  }

  boolean hasInput(String name) {
    return inputs.containsKey(name);
  }

  boolean hasOutput(String name) {
    return outputs.containsKey(name);
  }

  Port input(String name) {
    return port("input", name, inputs);
  }

  Port output(String name) {
    return port("output", name, outputs);
  }

  private Port port(String side, String name, Map<String, Port> ports) {
    Port found = ports.get(name);
    if (found == null) {
      String hint = Suggest.didYouMean(name, ports.keySet());
      throw new InvalidModelException(
          file.path()
              + " has no "
              + side
              + " '"
              + name
              + "', which this layout has"
              + (hint.isEmpty() ? "." : hint)
              + " It has "
              + String.join(", ", ports.keySet())
              + ".");
    }
    if (!List.of(ElementType.FLOAT32, ElementType.INT64, ElementType.INT32)
        .contains(found.type())) {
      throw new InvalidModelException(
          file.path()
              + " has the "
              + side
              + " '"
              + name
              + "' in "
              + found.type().text()
              + "; export the pipeline in single precision (float32).");
    }
    return found;
  }

  /** A size that the graph fixes; else what is said elsewhere. */
  static long size(Port port, int axis, long otherwise) {
    return axis < port.shape().size() && port.shape().get(axis) instanceof Size.Fixed f
        ? f.value()
        : otherwise;
  }

  /** A port whose first size is the batch and whose others are known. */
  static Port batched(Port port, long... sizes) {
    List<Size> shape = new ArrayList<>(List.of(Size.of("batch")));
    for (long size : sizes) {
      shape.add(Size.of(size));
    }
    return new Port(port.name(), port.type(), shape);
  }

  /** Opens the network with what is known of its ports, by role. */
  Network open(
      Kind kind,
      SortedMap<String, Port> in,
      SortedMap<String, Port> out,
      Map<String, Object> settings) {
    Manifest manifest =
        new Manifest(
            file.path(),
            kind,
            file.path().getFileName().toString(),
            in,
            out,
            file.digests(),
            settings);
    return Network.open(file, manifest);
  }
}
