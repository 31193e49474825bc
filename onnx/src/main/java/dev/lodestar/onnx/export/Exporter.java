package dev.lodestar.onnx.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.manifest.ManifestWriter;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Model;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.CnnRegressor;
import dev.lodestar.torch.ResidualRegressor;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.Scaling;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static final String ARCHITECTURE = "lodestar.architecture";
  private static final String CONFIG = "lodestar.config";
  private static final String SCALING = "lodestar.scaling";
  private static final String ALPHABET = "alphabet";

  /** Letters of nucleotides, in the order of the project's tokens. */
  private static final List<String> NUCLEOTIDES = List.of("A", "C", "G", "T");

  private static final List<String> ARCHITECTURES =
      List.of("cnn-denoiser", "transformer-denoiser", "cnn-regressor", "residual-regressor");

  private final Path weights;
  private final SafeTensors tensors;
  private final GraphBuilder graph = new GraphBuilder();
  private final Map<String, Object> settings = new HashMap<>();

  private Exporter(Path weights, SafeTensors tensors) {
    this.weights = weights;
    this.tensors = tensors;
  }

  /**
   * Writes a model into a folder.
   *
   * @param weights a file of the project's own
   * @param length positions that the exported network takes; 0 for any, where the network does
   * @return the manifest
   * @throws InvalidModelException with a sentence where this cannot be exported
   */
  public static Path export(Path weights, int length, Path folder) throws IOException {
    return new Exporter(weights, SafeTensors.read(weights)).write(length, folder);
  }

  private Path write(int length, Path folder) throws IOException {
    Kind kind = network(length);
    Path file = folder.resolve(MODEL);
    var built = graph.build(weights.toAbsolutePath().getParent().getFileName().toString());
    Map<String, String> notes = new TreeMap<>(tensors.metadata());
    notes.put(PARAMETERS, String.join(" ", tensors.tensors().keySet()));
    new Model(GraphBuilder.OPSET, notes, built).write(file);
    CheckedFile checked = CheckedFile.read(file, new TreeMap<>(), Limits.OWN);
    Path manifest = folder.resolve(Manifest.FILE);
    Manifest said =
        new Manifest(
            manifest,
            kind,
            MODEL,
            roles(kind.inputs().get(0).name(), built.inputs()),
            roles(kind.outputs().get(0).name(), built.outputs()),
            checked.digests(),
            settings);
    Files.writeString(manifest, ManifestWriter.toml(said));
    return manifest;
  }

  private static SortedMap<String, Port> roles(String first, List<Port> ports) {
    return new TreeMap<>(Map.of(first, ports.get(0)));
  }

  private Kind network(int length) {
    String architecture = tensors.metadata().getOrDefault(ARCHITECTURE, "unknown network");
    Layers net = new Layers(graph, tensors);
    switch (architecture) {
      case "cnn-denoiser" -> {
        CnnDenoiser.Config c = config(CnnDenoiser.Config.class);
        settings(c.vocabulary(), length);
        CnnDenoiserGraph.write(c, net, length);
      }
      case "transformer-denoiser" -> {
        TransformerDenoiser.Config c = config(TransformerDenoiser.Config.class);
        if (length != 0 && length != c.length()) {
          throw new InvalidModelException(
              weights
                  + " holds a network of "
                  + c.length()
                  + " positions; it is exported with these, not with "
                  + length
                  + ".");
        }
        settings(c.vocabulary(), c.length());
        TransformerGraph.write(c, net);
      }
      case "cnn-regressor" -> {
        CnnRegressor.Config c = config(CnnRegressor.Config.class);
        settings(c.vocabulary(), 0);
        RegressorGraph.write(c, scaling(), net);
      }
      case "residual-regressor" -> {
        ResidualRegressor.Config c = config(ResidualRegressor.Config.class);
        settings(c.vocabulary(), 0);
        RegressorGraph.write(c, scaling(), net);
      }
      default ->
          throw new InvalidModelException(
              weights
                  + " holds a "
                  + architecture
                  + ", which is not written as ONNX; these are: "
                  + String.join(", ", ARCHITECTURES)
                  + ".");
    }
    return architecture.endsWith("denoiser") ? Kind.TOKEN_DENOISER : Kind.TOKEN_SCORER;
  }

  private void settings(int vocabulary, int length) {
    String words = tensors.metadata().get(ALPHABET);
    List<String> tokens = words == null ? NUCLEOTIDES : Arrays.asList(words.split(" "));
    if (tokens.size() != vocabulary) {
      throw new InvalidModelException(
          weights
              + " has "
              + vocabulary
              + " tokens and does not say what they are: its note '"
              + ALPHABET
              + "' is missing or does not fit.");
    }
    settings.put("tokens", tokens);
    if (length > 0) {
      settings.put("length", (long) length);
    }
  }

  private <C> C config(Class<C> type) {
    return parse(tensors.metadata().getOrDefault(CONFIG, "{}"), type);
  }

  private Scaling scaling() {
    String text = tensors.metadata().get(SCALING);
    return text == null ? Scaling.IDENTITY : parse(text, Scaling.class);
  }

  private <C> C parse(String text, Class<C> type) {
    try {
      return new JsonMapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new InvalidModelException(
          weights + " has an invalid network configuration: " + e.getOriginalMessage() + ".", e);
    }
  }
}
