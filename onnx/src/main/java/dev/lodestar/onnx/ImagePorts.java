package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;

/** Inputs and outputs that hold images, latents or vectors. */
final class ImagePorts {
  private ImagePorts() {}

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
}
