package dev.lodestar.onnx.manifest;

import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Port;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is said of an ONNX file, in a TOML file beside it.
 *
 * @param file the manifest itself
 * @param kind what the network is for
 * @param model name of the ONNX file, in the manifest's folder
 * @param inputs by role
 * @param outputs by role
 * @param digests SHA-256 of files by name; empty where nothing is pinned
 * @param settings what else is said, by key
 */
public record Manifest(
    Path file,
    Kind kind,
    String model,
    SortedMap<String, Port> inputs,
    SortedMap<String, Port> outputs,
    SortedMap<String, String> digests,
    Map<String, Object> settings) {
  /** Usual name of the file. */
  public static final String FILE = "manifest.toml";

  public Manifest {
    inputs = new TreeMap<>(inputs);
    outputs = new TreeMap<>(outputs);
    digests = new TreeMap<>(digests);
    settings = Map.copyOf(settings);
  }

  /** The ONNX file. */
  public Path modelFile() {
    return folder().resolve(model);
  }

  public Path folder() {
    return file.toAbsolutePath().normalize().getParent();
  }

  /**
   * Reads a manifest; a folder stands for the {@link #FILE} in it.
   *
   * @throws InvalidModelException with a sentence that names file, line and what is allowed
   */
  public static Manifest read(Path file) {
    return new ManifestReader(java.nio.file.Files.isDirectory(file) ? file.resolve(FILE) : file)
        .read();
  }

  /** The same, of a network that must be of a kind. */
  public static Manifest read(Path file, Kind kind) {
    Manifest manifest = read(file);
    manifest.require(kind);
    return manifest;
  }

  /** Refuses a network of another kind. */
  public void require(Kind wanted) {
    if (kind != wanted) {
      throw fault("describes a " + kind.text() + " where a " + wanted.text() + " is needed.");
    }
  }

  /** What the output means. */
  public String parametrisation() {
    return (String) settings.getOrDefault("parametrisation", kind.parametrisations().get(0));
  }

  /** The letters or words that tokens stand for, in their order. */
  public List<String> tokens() {
    return setting("tokens", List.class).stream()
        .flatMap(l -> ((List<?>) l).stream())
        .map(String.class::cast)
        .toList();
  }

  /** Positions a sequence; 0 where the network takes several lengths. */
  public int length() {
    return setting("length", Long.class).map(Math::toIntExact).orElse(0);
  }

  /** A setting, where it is given. */
  public <T> Optional<T> setting(String key, Class<T> type) {
    return Optional.ofNullable(settings.get(key)).map(type::cast);
  }

  /** A fault of the manifest, or of what it describes. */
  public InvalidModelException fault(String sentence) {
    return new InvalidModelException(file + " " + sentence);
  }
}
