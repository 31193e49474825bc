package dev.lodestar.onnx.export;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.masked.ConditionalDenoiser;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxImageScorer;
import dev.lodestar.onnx.OnnxTokenDenoiser;
import dev.lodestar.onnx.OnnxTokenScorer;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.CnnValueNet;
import dev.lodestar.torch.ConditionalCnn;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.TransformerDenoiser;
import dev.lodestar.torch.UNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/** The same network in both engines, on a few states. */
public final class TwoEngines {
  /** How far answers may lie apart, relative to the largest one and at least absolutely. */
  public static final double TOLERANCE = 1e-4;

  private static final int ROWS = 4;
  private static final int LENGTH = 50;

  private TwoEngines() {}

  /**
   * How far the answers of libtorch and ONNX Runtime lie apart at most, in units of the largest.
   *
   * @param weights a file of the project's own
   * @param manifest of the same network as ONNX
   * @throws InvalidModelException with a sentence where that is more than {@link #TOLERANCE}
   */
  public static double difference(Path weights, Path manifest) throws IOException {
    Manifest said = Manifest.read(manifest);
    double found =
        switch (said.kind()) {
          case TOKEN_DENOISER -> denoisers(weights, manifest);
          case GAUSSIAN_DENOISER -> diffusions(weights, manifest);
          case IMAGE_SCORER -> classifiers(weights, manifest);
          default -> scorers(weights, manifest);
        };
    if (!(found <= TOLERANCE)) {
      throw said.fault(
          "describes a network that does not answer as "
              + weights
              + " does: by "
              + found
              + " of the largest answer, where "
              + TOLERANCE
              + " is allowed.");
    }
    return found;
  }

  private static double denoisers(Path weights, Path manifest) throws IOException {
    try (OnnxTokenDenoiser onnx = OnnxTokenDenoiser.open(manifest, Limits.OWN, 1)) {
      int length = onnx.length() == 0 ? LENGTH : onnx.length();
      int[] states = states(length, onnx.vocabulary() + 1);
      return furthest(
          logits(weights, told(manifest), states, length), onnx.logits(states, ROWS, length, 0));
    }
  }

  private static float[] logits(Path weights, OptionalInt told, int[] states, int length)
      throws IOException {
    switch (architecture(weights)) {
      case "transformer-denoiser" -> {
        try (TransformerDenoiser net = TransformerDenoiser.load(weights)) {
          return net.logits(states, ROWS, length, 0);
        }
      }
      case "conditional-cnn-denoiser" -> {
        try (ConditionalCnn net = ConditionalCnn.load(weights)) {
          int[] conditions = new int[ROWS];
          Arrays.fill(conditions, told.orElse(ConditionalDenoiser.NONE));
          return net.logits(states, conditions, ROWS, length, 0);
        }
      }
      default -> {
        try (CnnDenoiser net = CnnDenoiser.load(weights)) {
          return net.logits(states, ROWS, length, 0);
        }
      }
    }
  }

  private static double diffusions(Path weights, Path manifest) throws IOException {
    try (OnnxGaussianDenoiser onnx = OnnxGaussianDenoiser.open(manifest, Limits.OWN, 1);
        UNet net = UNet.load(weights)) {
      int[] told = new int[ROWS];
      Arrays.setAll(told, r -> r % 2 == 0 && net.conditions() > 0 ? r : Latents.NONE);
      Latents states = new Latents(numbers(ROWS * net.shape().numbers(), 2), net.shape(), told);
      NoiseLevel level = onnx.schedule().at(onnx.schedule().times() / 3);
      return furthest(net.predict(states, level), onnx.predict(states, level));
    }
  }

  private static double classifiers(Path weights, Path manifest) throws IOException {
    try (OnnxImageScorer onnx = OnnxImageScorer.open(manifest, Limits.OWN, 1);
        ImageClassifier net = ImageClassifier.load(weights)) {
      Shape shape = onnx.shape();
      float[] bright = numbers(ROWS * shape.numbers(), 0.5);
      float[] seen = new float[bright.length];
      for (int i = 0; i < seen.length; i++) {
        bright[i] += 0.5f;
        seen[i] = 2 * bright[i] - 1;
      }
      int target = told(manifest).orElseThrow();
      double[][] logs = net.logProbabilities(Latents.of(seen, shape), NoiseLevel.DATA);
      double[] expected = Arrays.stream(logs).mapToDouble(row -> row[target]).toArray();
      return furthest(floats(expected), floats(onnx.score(Latents.of(bright, shape))));
    }
  }

  private static double scorers(Path weights, Path manifest) throws IOException {
    try (OnnxTokenScorer onnx = OnnxTokenScorer.open(manifest, Limits.OWN, 1)) {
      int length = onnx.length() == 0 ? LENGTH : onnx.length();
      int[] states = states(length, onnx.tokens().size());
      return furthest(
          floats(scores(weights, states, length)), floats(onnx.score(states, ROWS, length)));
    }
  }

  private static double[] scores(Path weights, int[] states, int length) throws IOException {
    if (architecture(weights).equals("cnn-value")) {
      try (CnnValueNet net = CnnValueNet.load(weights)) {
        return net.values(states, ROWS, length, 0);
      }
    }
    try (NeuralRegressor net = NeuralRegressor.load(weights)) {
      return net.score(states, ROWS, length);
    }
  }

  private static String architecture(Path weights) throws IOException {
    return SafeTensors.read(weights).metadata().getOrDefault("lodestar.architecture", "");
  }

  /** The class that was asked for when the network was exported. */
  private static OptionalInt told(Path manifest) {
    String text =
        CheckedFile.read(Manifest.read(manifest), Limits.OWN)
            .model()
            .metadata()
            .getOrDefault(Exporter.CLASS, "");
    return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  /** Numbers within ±bound that follow no pattern. */
  private static float[] numbers(int count, double bound) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) (bound * Math.sin(1 + (double) i * i));
    }
    return out;
  }

  private static float[] floats(double[] x) {
    float[] out = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = (float) x[i];
    }
    return out;
  }

  /** Tokens below a bound that follow no pattern. */
  private static int[] states(int length, int bound) {
    int[] out = new int[ROWS * length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (i * i + 7 * i) % 1009 % bound;
    }
    return out;
  }

  private static double furthest(float[] a, float[] b) {
    double most = 0;
    double largest = 1;
    for (int i = 0; i < a.length; i++) {
      // what stands for "never" would drown everything else
      if (a[i] != b[i]) {
        most = Math.max(most, Math.abs((double) a[i] - b[i]));
        largest = Math.max(largest, Math.abs(a[i]));
      }
    }
    return most / largest;
  }
}
