package dev.lodestar.onnx.export;

import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.torch.DType;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The weights that {@link Exporter} wrote, bit for bit. */
public final class Importer {
  private Importer() {}

  /**
   * The project's own weights and notes in a file; empty where it is somebody else's network.
   *
   * @throws InvalidModelException where the file says that it holds such weights and does not
   */
  public static Optional<SafeTensors> weights(CheckedFile file) {
    Map<String, String> notes = new TreeMap<>(file.model().metadata());
    String names = notes.remove(Exporter.PARAMETERS);
    if (names == null) {
      return Optional.empty();
    }
    Map<String, Tensor> constants = new HashMap<>();
    file.model().graph().constants().forEach(t -> constants.put(t.name(), t));
    Map<String, StoredTensor> out = new LinkedHashMap<>();
    for (String name : names.split(" ")) {
      Tensor t = constants.get(name);
      if (t == null || t.type() != ElementType.FLOAT32 || t.isExternal()) {
        throw new InvalidModelException(
            file.path()
                + " says that it holds the parameter '"
                + name
                + "', and does not; export the model again.");
      }
      out.put(name, stored(file, t));
    }
    return Optional.of(new SafeTensors(out, notes));
  }

  private static StoredTensor stored(CheckedFile file, Tensor t) {
    try {
      return new StoredTensor(DType.F32, t.shape(), t.data());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidModelException(
          file.path() + " holds the parameter '" + t.name() + "' damaged: " + e.getMessage(), e);
    }
  }
}
