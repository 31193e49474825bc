package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The learned value that is shipped for a task. It belongs to the very models it was learned from:
 * whether the task still has these is told when it is used, so that a task whose scorer was trained
 * anew runs on with every other value.
 */
public final class ShippedValue implements AutoCloseable {
  /** Ends the notes of the weights' file that hold a digest; before it stands the file's role. */
  static final String DIGEST = ".sha256";

  private final Path file;
  private final NeuralValue network;
  private final Optional<String> fault;

  private ShippedValue(Path file, NeuralValue network, Optional<String> fault) {
    this.file = file;
    this.network = network;
    this.fault = fault;
  }

  /**
   * The value, if one is shipped.
   *
   * @param models folder of the shipped weights
   * @param name of the value and of the recipe that makes it
   * @param owners the task's own files by role
   * @throws IOException where it is damaged, naming the file
   */
  public static Optional<ShippedValue> open(Path models, String name, Map<String, Path> owners)
      throws IOException {
    Path file = ModelFolder.of(models, name).weights();
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Map<String, String> notes = SafeTensors.read(file).metadata();
    Optional<String> fault =
        owners.keySet().stream().anyMatch(role -> notes.containsKey(role + DIGEST))
            ? Optional.empty()
            : Optional.of(
                "%s does not say which models it was learned from; './lodestar train %s' learns it anew."
                    .formatted(file, name));
    for (Map.Entry<String, Path> owner : owners.entrySet()) {
      String wanted = notes.get(owner.getKey() + DIGEST);
      if (wanted != null && !wanted.equals(digest(owner.getValue()))) {
        fault =
            Optional.of(
                "%s was learned from another file than %s; './lodestar train %s' learns it anew."
                    .formatted(file, owner.getValue(), name));
      }
    }
    return Optional.of(new ShippedValue(file, NeuralValue.load(file), fault));
  }

  /** Its weights. */
  public Path file() {
    return file;
  }

  /**
   * The network.
   *
   * @throws IllegalArgumentException with a sentence where it was learned from other models
   */
  public NeuralValue network() {
    fault.ifPresent(
        sentence -> {
          throw new IllegalArgumentException(sentence);
        });
    return network;
  }

  /** SHA-256 of a file, in hexadecimal. */
  static String digest(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
