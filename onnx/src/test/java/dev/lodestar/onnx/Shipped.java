package dev.lodestar.onnx;

import java.nio.file.Path;

/** The models that the project ships. */
public final class Shipped {
  private Shipped() {}

  public static Path weights(String name) {
    return Path.of(System.getProperty("lodestar.root"), "models", name, "weights.safetensors");
  }
}
