package dev.lodestar.onnx;

import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import dev.lodestar.onnx.session.Buffers;
import dev.lodestar.onnx.session.Chunks;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.onnx.session.Network;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The denoiser of a masked diffusion in an ONNX file.
 *
 * <p>A row's answer depends on the row alone, whatever the batch and the number of threads. There
 * is no gradient. Safe to use from several threads; close it when done.
 */
public final class OnnxTokenDenoiser implements OwnTokenDenoiser {
  private static final String LOGITS = "logits";
  private static final String NOISE = "noise";
  private static final int PROBED = 8;

  /** What a probability of 0 comes to as a logit. */
  private static final float NEVER = -1e9f;

  private final Manifest manifest;
  private final Network network;
  private final Chunks chunks;
  private final TokenInput input;
  private final int vocabulary;
  private final int channels;
  private final boolean probabilities;
  private final Map<Integer, Chunks.Sizes> sizes = new HashMap<>();

  private OnnxTokenDenoiser(Network network, int threads) {
    this.manifest = network.manifest();
    this.network = network;
    this.vocabulary = manifest.tokens().size();
    this.input = TokenInput.of(manifest, vocabulary);
    this.channels = channels();
    this.probabilities = manifest.parametrisation().equals("probabilities");
    this.chunks = new Chunks(network.fixedBatch(), Chunks.LARGEST, threads);
  }

  /**
   * Opens the denoiser of a manifest and asks it once.
   *
   * @param manifest the file, or the folder it is in
   * @param limits what is accepted
   * @param threads calls at the same time, at least 1
   * @throws InvalidModelException with a sentence where the network is not what the manifest says
   */
  public static OnnxTokenDenoiser open(Path manifest, Limits limits, int threads) {
    Network network = Network.open(Manifest.read(manifest, Kind.TOKEN_DENOISER), limits);
    try {
      OnnxTokenDenoiser out = new OnnxTokenDenoiser(network, threads);
      out.tryOut();
      return out;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private int channels() {
    Port port = manifest.outputs().get(LOGITS);
    List<Size> shape = port.shape();
    boolean fits =
        shape.size() == 3
            && TokenInput.isBatch(shape.get(0))
            && shape.get(1).equals(manifest.inputs().get(TokenInput.ROLE).shape().get(1))
            && shape.get(2) instanceof Size.Fixed f
            && (f.value() == vocabulary || f.value() == vocabulary + 1);
    if (!fits) {
      throw manifest.fault(
          "[output.logits]: the shape "
              + shape
              + " does not fit; for "
              + vocabulary
              + " tokens it is [\"batch\", "
              + manifest.inputs().get(TokenInput.ROLE).shape().get(1)
              + ", "
              + vocabulary
              + "], or "
              + (vocabulary + 1)
              + " with the mask last.");
    }
    return (int) ((Size.Fixed) shape.get(2)).value();
  }

  /** Finds what only shows in a call: shapes that the graph computes, rows that see each other. */
  private void tryOut() {
    int length = input.length() > 0 ? input.length() : PROBED;
    int size = network.fixedBatch().orElse(2);
    float[][] answers = probe(length, size);
    for (float[] answer : answers) {
      for (float x : answer) {
        if (!Float.isFinite(x)) {
          throw manifest.fault(
              "describes a network that answers "
                  + x
                  + (probabilities
                      ? ", which is no probability."
                      : "; logits are finite numbers."));
        }
      }
    }
    float furthest = 0;
    for (int i = 0; i < answers[0].length; i++) {
      furthest = Math.max(furthest, Math.abs(answers[0][i] - answers[1][i]));
    }
    boolean fixed = network.fixedBatch().isPresent();
    if (furthest > (fixed ? 0 : 1e-3f)) {
      throw manifest.fault(
          "describes a network whose rows see each other: the same state is answered differently,"
              + " by "
              + furthest
              + ", as the first and as the last of a batch. Export it in evaluation mode"
              + (fixed ? ", or with a batch of 1." : "."));
    }
  }

  @Override
  public List<String> tokens() {
    return manifest.tokens();
  }

  @Override
  public int length() {
    return input.length();
  }

  @Override
  public String describe() {
    return "the " + manifest.kind().text() + " of " + manifest.file();
  }

  @Override
  public SortedMap<String, Path> files() {
    return network.files("denoiser");
  }

  /** Name and digest. */
  public String identity() {
    return network.identity();
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }

  @Override
  public boolean timeIndependent() {
    return !manifest.inputs().containsKey(NOISE);
  }

  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    input.requireLength(length);
    float[] out = new float[Math.multiplyExact(Math.multiplyExact(rows, length), vocabulary)];
    sizes(length)
        .run(
            rows,
            (first, count, size) ->
                call(tokens, length, first, count, size, noise, out, first * length * vocabulary));
    return out;
  }

  private void call(
      int[] tokens, int length, int first, int count, int size, double noise, float[] out, int at) {
    network.call(
        input.sizes(manifest, size, length),
        buffers -> {
          input.fill(buffers, tokens, length, first, count, size);
          noise(buffers, noise);
        },
        buffers -> {
          read(buffers.floats(LOGITS), out, at, count * length);
          return count;
        });
  }

  private void noise(Buffers buffers, double noise) {
    if (!timeIndependent()) {
      FloatBuffer out = buffers.floats(NOISE);
      while (out.hasRemaining()) {
        out.put((float) noise);
      }
    }
  }

  /** The answer, without the mask's channel where there is one. */
  private void read(FloatBuffer answer, float[] out, int at, int positions) {
    if (channels == vocabulary) {
      answer.get(out, at, positions * vocabulary);
    } else {
      for (int i = 0; i < positions; i++) {
        answer.get(i * channels, out, at + i * vocabulary, vocabulary);
      }
    }
    if (probabilities) {
      for (int i = at; i < at + positions * vocabulary; i++) {
        out[i] = out[i] > 0 ? (float) Math.log(out[i]) : out[i] == 0 ? NEVER : Float.NaN;
      }
    }
  }

  private synchronized Chunks.Sizes sizes(int length) {
    return sizes.computeIfAbsent(length, l -> chunks.new Sizes(size -> probe(l, size)));
  }

  /** One and the same half-masked state as the first and the last of a call of that many rows. */
  private float[][] probe(int length, int size) {
    int[] states = new int[size * length];
    for (int r = 0; r < size; r++) {
      for (int i = 0; i < length; i++) {
        int row = r == size - 1 ? 0 : r;
        states[r * length + i] = (i * i + 3 * i + row * (i + 1)) % (vocabulary + 1);
      }
    }
    float[] out = new float[size * length * vocabulary];
    call(states, length, 0, size, size, 1.0, out, 0);
    int row = length * vocabulary;
    return new float[][] {
      Arrays.copyOfRange(out, 0, row), Arrays.copyOfRange(out, out.length - row, out.length)
    };
  }

  /** Frees the engine's memory; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    chunks.close();
    network.close();
  }
}
