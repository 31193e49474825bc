package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import java.util.List;

/** What the shapes of inputs and outputs must be. */
final class Ports {
  private Ports() {}

  /**
   * The sizes of a row: of [batch, channels, height, width], or of [batch, numbers].
   *
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where they are not fixed
   */
  static Shape shape(Manifest manifest, String side, String role, Port port) {
    int rank = port.shape().size();
    boolean fixed =
        (rank == 2 || rank == 4)
            && TokenInput.isBatch(port.shape().get(0))
            && port.shape().subList(1, rank).stream().allMatch(Size.Fixed.class::isInstance);
    if (!fixed) {
      throw manifest.fault(
          "["
              + side
              + "."
              + role
              + "]: the shape "
              + port.shape()
              + " does not fit; it is [\"batch\", channels, height, width] in numbers.");
    }
    int[] sizes = new int[rank];
    for (int i = 1; i < rank; i++) {
      sizes[i] = Math.toIntExact(((Size.Fixed) port.shape().get(i)).value());
    }
    return rank == 2 ? Shape.vector(sizes[1]) : new Shape(sizes[1], sizes[2], sizes[3]);
  }

  /**
   * Refuses a scorer that does not give a number a row.
   *
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence
   */
  static void requireScore(Manifest manifest) {
    List<Size> shape = manifest.outputs().get("score").shape();
    boolean fits =
        !shape.isEmpty()
            && TokenInput.isBatch(shape.get(0))
            && shape.subList(1, shape.size()).stream().allMatch(Size.of(1)::equals);
    if (!fits) {
      throw manifest.fault(
          "[output.score]: the shape " + shape + " does not fit; a scorer gives [\"batch\"].");
    }
  }
}
