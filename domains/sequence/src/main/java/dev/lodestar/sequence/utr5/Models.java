package dev.lodestar.sequence.utr5;

import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.CnnValueNet;
import dev.lodestar.torch.ConditionalCnn;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The task's networks, read from their folders; closed together. */
final class Models implements AutoCloseable {
  private final SortedMap<String, Path> files = new TreeMap<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Path folder;
  private final CnnDenoiser denoiser;
  private final Map<String, String> denoiserNotes;
  private final OracleReward guiding;
  private final OracleReward heldOut;
  private final Optional<CnnValueNet> value;
  private final Optional<ConditionalCnn> conditional;

  private interface Loader<N> {
    N load(Path file) throws IOException;
  }

  /**
   * @throws IOException where weights are missing or damaged, naming the file
   */
  Models(Path folder) throws IOException {
    this.folder = folder;
    try {
      denoiser = load("denoiser", Utr5.DENOISER, CnnDenoiser::load);
      denoiserNotes = SafeTensors.read(files.get("denoiser")).metadata();
      guiding = oracle("guiding", Utr5.ORACLE);
      heldOut = oracle("held-out", Utr5.HELD_OUT);
      value = loadValue();
      conditional =
          isShipped(Utr5.CONDITIONAL)
              ? Optional.of(load("conditional", Utr5.CONDITIONAL, ConditionalCnn::load))
              : Optional.empty();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Optional<CnnValueNet> loadValue() throws IOException {
    if (!isShipped(Utr5.VALUE)) {
      return Optional.empty();
    }
    CnnValueNet network = load("value", Utr5.VALUE, CnnValueNet::load);
    Map<String, String> notes = SafeTensors.read(files.get("value")).metadata();
    if (!sha256(files.get("denoiser")).equals(notes.get(ValueRecipe.OF_DENOISER))
        || !sha256(files.get("guiding")).equals(notes.get(ValueRecipe.OF_ORACLE))) {
      throw new IOException(
          "%s was learned from another denoiser or guiding scorer than those beside it;"
                  .formatted(files.get("value"))
              + " './lodestar train utr5-value' learns it anew.");
    }
    return Optional.of(network);
  }

  private boolean isShipped(String name) {
    return Files.exists(ModelFolder.of(folder, name).weights());
  }

  private OracleReward oracle(String role, String name) throws IOException {
    NeuralRegressor network = load(role, name, NeuralRegressor::load);
    return new OracleReward(network, name + " sha256=" + sha256(files.get(role)));
  }

  private <N extends AutoCloseable> N load(String role, String name, Loader<N> loader)
      throws IOException {
    Path file = ModelFolder.of(folder, name).weights();
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "The weights %s are missing; the project ships them, and './lodestar train %s' makes them."
              .formatted(file, name));
    }
    N network = loader.load(file);
    open.push(network);
    files.put(role, file);
    return network;
  }

  static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  CnnDenoiser denoiser() {
    return denoiser;
  }

  /** A note in the denoiser's file. */
  String note(String key) throws IOException {
    String found = denoiserNotes.get(key);
    if (found == null) {
      throw new IOException(
          "%s has no note '%s'; './lodestar train %s' writes it."
              .formatted(files.get("denoiser"), key, Utr5.DENOISER));
    }
    return found;
  }

  OracleReward guiding() {
    return guiding;
  }

  OracleReward heldOut() {
    return heldOut;
  }

  Optional<CnnValueNet> value() {
    return value;
  }

  Optional<ConditionalCnn> conditional() {
    return conditional;
  }

  /** Files by role. */
  SortedMap<String, Path> files() {
    return files;
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
