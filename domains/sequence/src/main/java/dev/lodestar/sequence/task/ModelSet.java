package dev.lodestar.sequence.task;

import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.ShippedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A task's models, read from the folder of the shipped weights by role; closed together. */
public final class ModelSet implements AutoCloseable {
  private final Path folder;
  private final SortedMap<String, Path> files = new TreeMap<>();
  private final Map<String, String> names = new TreeMap<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Reads one kind of model. */
  @FunctionalInterface
  public interface Loader<N> {
    N load(Path file) throws IOException;
  }

  /** An empty set over the folder that holds the shipped weights. */
  public ModelSet(Path folder) {
    this.folder = folder;
  }

  /** Whether weights of that name are there. */
  public boolean isShipped(String name) {
    return Files.exists(ModelFolder.of(folder, name).weights());
  }

  /**
   * Loads a model for a role.
   *
   * @param role such as {@code guiding}
   * @param name of the model and of the recipe that makes it
   * @throws IOException where weights are missing or damaged, naming the file
   */
  public <N extends AutoCloseable> N load(String role, String name, Loader<N> loader)
      throws IOException {
    N network = read(role, name, loader);
    open.push(network);
    return network;
  }

  /** The same for a model that holds nothing to close. */
  public <N> N read(String role, String name, Loader<N> loader) throws IOException {
    Path file = ModelFolder.of(folder, name).weights();
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "The weights %s are missing; the project ships them, and './lodestar train %s' makes them."
              .formatted(file, name));
    }
    N network = loader.load(file);
    files.put(role, file);
    names.put(role, name);
    return network;
  }

  /**
   * The learned value of the task's states, where one is shipped; belongs to the models of the
   * roles so far.
   *
   * @throws IOException where its weights are damaged, naming the file
   */
  public Optional<ShippedValue> value(String name) throws IOException {
    Optional<ShippedValue> value = ShippedValue.open(folder, name, files);
    value.ifPresent(
        v -> {
          open.push(v);
          files.put("value", v.file());
        });
    return value;
  }

  /** Name and digest of a role's weights: what a ledger knows a scorer by. */
  public String identity(String role) throws IOException {
    return names.get(role) + " sha256=" + sha256(files.get(role));
  }

  /** The notes in the file of a role. */
  public Map<String, String> notes(String role) throws IOException {
    return SafeTensors.read(files.get(role)).metadata();
  }

  /**
   * One note in the file of a role.
   *
   * @throws IOException where it is missing, naming the recipe that writes it
   */
  public String note(String role, String key) throws IOException {
    String found = notes(role).get(key);
    if (found == null) {
      throw new IOException(
          "%s has no note '%s'; './lodestar train %s' writes it."
              .formatted(files.get(role), key, names.get(role)));
    }
    return found;
  }

  /** Files by role. */
  public SortedMap<String, Path> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  /** Digest of a file, in hexadecimal. */
  public static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("A network could not be closed", e);
      }
    }
  }
}
