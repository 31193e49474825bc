package dev.lodestar.sequence.protein;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Data outside of the project, where this machine has it. */
public final class Shared {
  /** Folder of the shipped weights. */
  public static final Path MODELS = Path.of(System.getProperty("lodestar.root"), "models");

  private Shared() {}

  /** A file below the shared folder; skips the calling test, and says so, where it is missing. */
  public static Path file(String name) {
    Path path = Path.of(System.getProperty("lodestar.root"), "..", "shared", name).normalize();
    boolean there = Files.exists(path);
    if (!there) {
      System.err.println("SKIPPED: there is no " + path);
    }
    Assumptions.assumeTrue(there, "there is no " + path);
    return path;
  }
}
