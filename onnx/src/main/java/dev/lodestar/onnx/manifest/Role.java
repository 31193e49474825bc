package dev.lodestar.onnx.manifest;

import dev.lodestar.onnx.proto.ElementType;
import java.util.List;

/**
 * What an input or output is there for.
 *
 * @param name its table in the manifest, as in {@code [input.tokens]}
 * @param required whether every network of the kind has it
 * @param types element types that it may have
 * @param describe what it holds, and its shape
 */
public record Role(String name, boolean required, List<ElementType> types, String describe) {
  public Role {
    types = List.copyOf(types);
  }

  static Role required(String name, String describe, ElementType... types) {
    return new Role(name, true, List.of(types), describe);
  }

  static Role optional(String name, String describe, ElementType... types) {
    return new Role(name, false, List.of(types), describe);
  }
}
