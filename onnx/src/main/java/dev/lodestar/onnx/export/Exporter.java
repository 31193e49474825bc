package dev.lodestar.onnx.export;

import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.manifest.ManifestWriter;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Model;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model of the project as an ONNX file with its manifest. Parameters keep their names and notes
 * come along, so that {@link Importer} gives back the very weights.
 */
public final class Exporter {
  /** Name of the ONNX file. */
  public static final String MODEL = "model.onnx";

  /** Note that names the parameters among the constants, in their order. */
  static final String PARAMETERS = "lodestar.parameters";

  /** Note that names the class that was asked for. */
  static final String CLASS = "lodestar.class";

  private final Path weights;
  private final Wanted wanted;
  private final SafeTensors tensors;
  private final GraphBuilder graph = new GraphBuilder();

  /**
   * What of a network is exported.
   *
   * @param length positions that it takes; 0 for any, where it does
   * @param number the class whose probability a classifier tells, or that a conditional denoiser is
   *     told
   */
  public record Wanted(int length, Optional<Integer> number) {
    /** All of it. */
    public static final Wanted ALL = new Wanted(0, Optional.empty());
  }

  private Exporter(Path weights, Wanted wanted, SafeTensors tensors) {
    this.weights = weights;
    this.wanted = wanted;
    this.tensors = tensors;
  }

  /**
   * Writes a model into a folder.
   *
   * @param weights a file of the project's own
   * @return the manifest
   * @throws InvalidModelException with a sentence where this cannot be exported
   */
  public static Path export(Path weights, Wanted wanted, Path folder) throws IOException {
    return new Exporter(weights, wanted, SafeTensors.read(weights)).write(folder);
  }

  /** The same, of sequences of a length. */
  public static Path export(Path weights, int length, Path folder) throws IOException {
    return export(weights, new Wanted(length, Optional.empty()), folder);
  }

  private Path write(Path folder) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    Kind kind = new Architectures(weights, tensors, wanted, graph, settings).write();
    Path file = folder.resolve(MODEL);
    var built = graph.build(weights.toAbsolutePath().getParent().getFileName().toString());
    Map<String, String> notes = new TreeMap<>(tensors.metadata());
    wanted.number().ifPresent(n -> notes.put(CLASS, Integer.toString(n)));
    notes.put(PARAMETERS, String.join(" ", tensors.tensors().keySet()));
    new Model(GraphBuilder.OPSET, notes, built).write(file);
    CheckedFile checked = CheckedFile.read(file, new TreeMap<>(), Limits.OWN);
    Path manifest = folder.resolve(Manifest.FILE);
    Manifest said =
        new Manifest(
            manifest,
            kind,
            MODEL,
            roles(built.inputs()),
            roles(built.outputs()),
            checked.digests(),
            settings);
    Files.writeString(manifest, ManifestWriter.toml(said));
    return manifest;
  }

  /** Ports bear the names of their roles. */
  private static SortedMap<String, Port> roles(List<Port> ports) {
    SortedMap<String, Port> out = new TreeMap<>();
    ports.forEach(p -> out.put(p.name(), p));
    return out;
  }
}
