package dev.lodestar.onnx.manifest;

import static dev.lodestar.onnx.manifest.Role.optional;
import static dev.lodestar.onnx.manifest.Role.required;
import static dev.lodestar.onnx.proto.ElementType.FLOAT32;
import static dev.lodestar.onnx.proto.ElementType.INT32;
import static dev.lodestar.onnx.proto.ElementType.INT64;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a network is used for: the roles of its inputs and outputs, and what else is to be said. */
public enum Kind {
  /** Logits of the clean letter at every position: the denoiser of a masked diffusion. */
  TOKEN_DENOISER(
      List.of(
          required(
              "tokens",
              "states, 0..V with V the mask: [batch, length], or one-hot [batch, length, V + 1]",
              INT64,
              INT32,
              FLOAT32),
          optional("noise", "sigma(t): [batch] or []", FLOAT32)),
      List.of(required("logits", "[batch, length, V] or, the mask last, V + 1", FLOAT32)),
      List.of("tokens", "length", "parametrisation"),
      List.of("logits", "log-probabilities", "probabilities")),

  /** A number for a finished sequence. */
  TOKEN_SCORER(
      List.of(
          required(
              "tokens",
              "designs, 0..V-1: [batch, length], or one-hot [batch, length, V]",
              INT64,
              INT32,
              FLOAT32)),
      List.of(required("score", "[batch] or [batch, 1]", FLOAT32)),
      List.of("tokens", "length"),
      List.of()),

  /** The noise, the clean state or the velocity of a noisy state of numbers. */
  GAUSSIAN_DENOISER(
      List.of(
          required("state", "noisy states: [batch, ...]", FLOAT32),
          required("time", "the timestep: [batch] or []", INT64, FLOAT32),
          optional("condition", "a class: [batch]", INT64, INT32),
          optional("text", "an embedded prompt: [batch, words, width]", FLOAT32)),
      List.of(required("prediction", "as the state", FLOAT32)),
      List.of("parametrisation", "schedule", "noise", "conditions", "null-condition"),
      List.of("epsilon", "sample", "v-prediction")),

  /** From images to latents. */
  ENCODER(
      List.of(required("image", "[batch, channels, height, width]", FLOAT32)),
      List.of(required("latent", "[batch, channels, height, width]", FLOAT32)),
      List.of("latent-scale"),
      List.of()),

  /** From latents to images. */
  DECODER(
      List.of(required("latent", "[batch, channels, height, width]", FLOAT32)),
      List.of(required("image", "[batch, channels, height, width]", FLOAT32)),
      List.of("latent-scale"),
      List.of()),

  /** A number for an image. */
  IMAGE_SCORER(
      List.of(required("image", "[batch, channels, height, width]", FLOAT32)),
      List.of(required("score", "[batch] or [batch, 1]", FLOAT32)),
      List.of("mean", "deviation"),
      List.of());

  private final List<Role> inputs;
  private final List<Role> outputs;
  private final List<String> settings;
  private final List<String> parametrisations;

  Kind(
      List<Role> inputs, List<Role> outputs, List<String> settings, List<String> parametrisations) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.settings = settings;
    this.parametrisations = parametrisations;
  }

  /** Name in manifests, such as {@code token-denoiser}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public List<Role> inputs() {
    return inputs;
  }

  public List<Role> outputs() {
    return outputs;
  }

  /** Keys of the manifest beside those that every kind has. */
  public List<String> settings() {
    return settings;
  }

  /** What the output may mean, the usual meaning first; none where there is but one. */
  public List<String> parametrisations() {
    return parametrisations;
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(Kind::text).toList();
  }
}
