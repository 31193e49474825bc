package dev.lodestar.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded values of the reference implementation, where this machine has them. */
final class Golden {
  private Golden() {}

  /** A recorded file; skips the calling test, and says so, where it is missing. */
  static Path file(String name) {
    return shared("golden", name);
  }

  /** Weights of third parties; skips the calling test, and says so, where they are missing. */
  static Path weights(String name) {
    return shared("data/weights", name);
  }

  private static Path shared(String folder, String name) {
    Path path =
        Path.of(System.getProperty("lodestar.root", ".."), "..", "shared", folder, name)
            .normalize();
    boolean there = Files.exists(path);
    if (!there) {
      System.err.println("SKIPPED: no recorded values at " + path);
    }
    Assumptions.assumeTrue(there, "no recorded values at " + path);
    return path;
  }

  static SafeTensors read(String name) {
    try {
      return SafeTensors.read(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CnnDenoiser denoiser() throws IOException {
    return CnnDenoiser.load(file("rna_denoiser.safetensors"), CnnDenoiser.Config.published());
  }

  static ConvGruRegressor oracle() throws IOException {
    return ConvGruRegressor.load(
        file("rna_oracle.safetensors"), ConvGruRegressor.Config.published());
  }
}
