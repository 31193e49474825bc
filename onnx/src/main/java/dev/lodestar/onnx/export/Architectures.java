package dev.lodestar.onnx.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lodestar.onnx.graph.GraphBuilder;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.CnnRegressor;
import dev.lodestar.torch.CnnValueNet;
import dev.lodestar.torch.ConditionalCnn;
import dev.lodestar.torch.ConvGruRegressor;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ResidualRegressor;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.Scaling;
import dev.lodestar.torch.TransformerDenoiser;
import dev.lodestar.torch.UNetConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The project's networks, each as a graph with what its manifest says of it.
 *
 * @param weights where they were read, for messages
 * @param tensors the same, read
 * @param wanted what of the network
 * @param graph that is written to
 * @param settings of the manifest, written to
 */
record Architectures(
    Path weights,
    SafeTensors tensors,
    Exporter.Wanted wanted,
    GraphBuilder graph,
    Map<String, Object> settings) {
  private static final String ARCHITECTURE = "lodestar.architecture";
  private static final String CONFIG = "lodestar.config";
  private static final String SCALING = "lodestar.scaling";
  private static final String ALPHABET = "alphabet";

  /** What tokens are where the weights do not say, by their number: nucleotides, amino acids. */
  private static final Map<Integer, List<String>> LETTERS =
      Map.of(4, List.of("ACGT".split("")), 20, List.of("ACDEFGHIKLMNPQRSTVWY".split("")));

  private static final List<String> NAMES =
      List.of(
          "cnn-denoiser",
          "conditional-cnn-denoiser",
          "transformer-denoiser",
          "unet",
          "cnn-regressor",
          "residual-regressor",
          "conv-gru-regressor",
          "cnn-value",
          "image-classifier");

  private static final String GRAPHS =
      "it reads graphs of atoms, for which manifests have no kind, so nothing could run the file";

  /** Why others are not. */
  private static final Map<String, String> REASONS =
      Map.of(
          "gdss",
          GRAPHS,
          "gdss-value",
          GRAPHS,
          "kmer-linear",
          "it counts words of letters, which ONNX has no operator for",
          "motif-forest",
          "it is boosted trees over counts and occupancies of motifs, no network",
          "pooled-value",
          "it values masked states, and what it says of finished sequences its task's scorer says"
              + " better");

  /**
   * Writes the network.
   *
   * @throws InvalidModelException with a sentence where this cannot be exported
   */
  Kind write() {
    String architecture =
        tensors.metadata().getOrDefault(ARCHITECTURE, "model without an architecture");
    Layers net = new Layers(graph, tensors);
    if (!List.of("image-classifier", "conditional-cnn-denoiser").contains(architecture)
        && wanted.number().isPresent()) {
      throw new InvalidModelException(
          weights + " holds a " + architecture + ", which is exported without a class.");
    }
    return switch (architecture) {
      case "cnn-denoiser" -> {
        CnnDenoiser.Config c = config(CnnDenoiser.Config.class);
        settings(c.vocabulary(), wanted.length());
        CnnDenoiserGraph.write(c, net, wanted.length());
        yield Kind.TOKEN_DENOISER;
      }
      case "conditional-cnn-denoiser" -> {
        ConditionalCnn.Config c = config(ConditionalCnn.Config.class);
        wanted.number().ifPresent(n -> requireBelow(c.conditions(), n));
        settings(c.network().vocabulary(), wanted.length());
        CnnDenoiserGraph.write(c, wanted.number(), net, wanted.length());
        yield Kind.TOKEN_DENOISER;
      }
      case "transformer-denoiser" -> {
        TransformerDenoiser.Config c = config(TransformerDenoiser.Config.class);
        requireLength(c.length());
        settings(c.vocabulary(), c.length());
        TransformerGraph.write(c, net);
        yield Kind.TOKEN_DENOISER;
      }
      case "unet" -> {
        UNetConfig c = config(UNetConfig.class);
        settings(c);
        UNetGraph.write(c, net);
        yield Kind.GAUSSIAN_DENOISER;
      }
      case "cnn-regressor" -> {
        CnnRegressor.Config c = config(CnnRegressor.Config.class);
        settings(c.vocabulary(), 0);
        RegressorGraph.write(c, scaling(), net);
        yield Kind.TOKEN_SCORER;
      }
      case "residual-regressor" -> {
        ResidualRegressor.Config c = config(ResidualRegressor.Config.class);
        settings(c.vocabulary(), 0);
        RegressorGraph.write(c, scaling(), net);
        yield Kind.TOKEN_SCORER;
      }
      case "conv-gru-regressor" -> {
        ConvGruRegressor.Config c = config(ConvGruRegressor.Config.class);
        settings(c.vocabulary(), 0);
        GruGraph.write(c, scaling(), net);
        yield Kind.TOKEN_SCORER;
      }
      case "cnn-value" -> {
        CnnValueNet.Config c = config(CnnValueNet.Config.class);
        settings(c.vocabulary(), 0);
        RegressorGraph.write(c, scaling(), net);
        yield Kind.TOKEN_SCORER;
      }
      case "image-classifier" -> {
        ImageClassifier.Config c = config(ImageClassifier.Config.class);
        List<Double> half = Collections.nCopies(c.channels(), 0.5);
        settings.putAll(Map.of("mean", half, "deviation", half));
        ClassifierGraph.write(c, target(c.classes()), net);
        yield Kind.IMAGE_SCORER;
      }
      default ->
          throw new InvalidModelException(
              weights
                  + " holds a "
                  + architecture
                  + ", which is not written as ONNX"
                  + Optional.ofNullable(REASONS.get(architecture)).map(r -> ": " + r).orElse("")
                  + ". These are: "
                  + String.join(", ", NAMES)
                  + ".");
    };
  }

  private void requireLength(int length) {
    if (wanted.length() != 0 && wanted.length() != length) {
      throw new InvalidModelException(
          weights
              + " holds a network of "
              + length
              + " positions; it is exported with these, not with "
              + wanted.length()
              + ".");
    }
  }

  /** The class that was asked for, of a network that must be asked for one. */
  private int target(int classes) {
    int number =
        wanted
            .number()
            .orElseThrow(
                () ->
                    new InvalidModelException(
                        weights
                            + " holds a classifier, which is exported as a scorer of one class;"
                            + " say which: --class 0 to "
                            + (classes - 1)
                            + "."));
    requireBelow(classes, number);
    return number;
  }

  private void requireBelow(int classes, int number) {
    if (number < 0 || number >= classes) {
      throw new InvalidModelException(
          weights + " knows the classes 0 to " + (classes - 1) + ", not " + number + ".");
    }
  }

  /** The project's U-Nets are trained on the cosine schedule, and told a level by its angle. */
  private void settings(UNetConfig c) {
    settings.put("parametrisation", "v-prediction");
    settings.put("schedule", Map.of("kind", "cosine", "steps", 1000L));
    settings.put("noise", "angle");
    if (c.classes() > 0) {
      settings.put("conditions", (long) c.classes());
      settings.put("null-condition", (long) c.classes());
    }
  }

  private void settings(int vocabulary, int length) {
    String words = tensors.metadata().get(ALPHABET);
    List<String> tokens =
        words == null
            ? LETTERS.getOrDefault(vocabulary, List.of())
            : Arrays.asList(words.split(" "));
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
