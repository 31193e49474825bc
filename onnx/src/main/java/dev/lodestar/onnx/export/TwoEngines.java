package dev.lodestar.onnx.export;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.onnx.OnnxTokenDenoiser;
import dev.lodestar.onnx.OnnxTokenScorer;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.nio.file.Path;

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
        said.kind() == Kind.TOKEN_DENOISER
            ? denoisers(weights, manifest)
            : scorers(weights, manifest);
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
    try (OnnxTokenDenoiser onnx = OnnxTokenDenoiser.open(manifest, Limits.OWN, 1);
        Torch torch = Torch.load(weights)) {
      int length = onnx.length() == 0 ? LENGTH : onnx.length();
      int[] states = states(length, onnx.vocabulary() + 1);
      return furthest(
          torch.network.logits(states, ROWS, length, 0), onnx.logits(states, ROWS, length, 0));
    }
  }

  private static double scorers(Path weights, Path manifest) throws IOException {
    try (OnnxTokenScorer onnx = OnnxTokenScorer.open(manifest, Limits.OWN, 1);
        NeuralRegressor torch = NeuralRegressor.load(weights)) {
      int length = onnx.length() == 0 ? LENGTH : onnx.length();
      int[] states = states(length, onnx.tokens().size());
      return furthest(
          floats(torch.score(states, ROWS, length)), floats(onnx.score(states, ROWS, length)));
    }
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

  private record Torch(TokenDenoiser network, AutoCloseable held) implements AutoCloseable {
    static Torch load(Path weights) throws IOException {
      String architecture = SafeTensors.read(weights).metadata().get("lodestar.architecture");
      if ("transformer-denoiser".equals(architecture)) {
        TransformerDenoiser net = TransformerDenoiser.load(weights);
        return new Torch(net, net);
      }
      CnnDenoiser net = CnnDenoiser.load(weights);
      return new Torch(net, net);
    }

    @Override
    public void close() throws IOException {
      try {
        held.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
