package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenDenoiser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * A bidirectional transformer as the denoiser of masked diffusion, without time conditioning.
 *
 * <p>Sequences of varying length are padded with an end token up to one length. Ends come last in
 * the data, so behind the first known one all is known: those positions are neither computed nor
 * seen, and their logits say "end".
 *
 * <p>Safe to use from several threads. Close it when done.
 *
 * @see <a href="https://arxiv.org/abs/2406.07524">masked diffusion language models, Sahoo et al.
 *     2024</a>
 */
public final class TransformerDenoiser implements TokenDenoiser, AutoCloseable {
  static final String ARCHITECTURE = "transformer-denoiser";

  /** Says that no token ends a sequence. */
  public static final int NO_END = -1;

  /**
   * Sizes of the network.
   *
   * @param vocabulary real tokens V; the mask is token V
   * @param end the token that ends a sequence and fills the rest, or {@link #NO_END}
   * @param length most positions
   * @param width of the residual stream, a multiple of twice the heads
   * @param heads of attention
   * @param layers blocks of attention and two dense layers
   */
  public record Config(int vocabulary, int end, int length, int width, int heads, int layers) {
    public Config {
      if (vocabulary < 2 || end < NO_END || end >= vocabulary || length < 1) {
        throw new IllegalArgumentException(
            "A transformer needs 2 tokens, an end token among them or none, and a position");
      }
      if (heads < 1 || width < 1 || width % (2 * heads) != 0 || layers < 1) {
        throw new IllegalArgumentException(
            "A transformer's width is a multiple of twice its heads, and it has a layer");
      }
    }

    /** Positions of a state up to its first known end, that one counted. */
    int visible(int[] tokens, int from, int positions) {
      for (int i = 0; i < positions; i++) {
        if (tokens[from + i] == end) {
          return i + 1;
        }
      }
      return positions;
    }

    /** The same of states. */
    int[] visible(int[][] states) {
      return Arrays.stream(states).mapToInt(s -> visible(s, 0, s.length)).toArray();
    }

    /** One-hot states, shape [rows, positions, V + 1]. */
    Tensor states(int[][] states) {
      OneHot input = new OneHot(vocabulary, OneHot.Extra.MASK, states[0].length);
      float[] x = input.blank(states.length);
      for (int r = 0; r < states.length; r++) {
        input.put(x, r, states[r], 0, states[r].length);
      }
      return input.tensor(x);
    }

    void requireLength(int positions) {
      if (positions > length) {
        throw new IllegalArgumentException(
            "The network takes at most %d positions, not %d".formatted(length, positions));
      }
    }
  }

  private static final int BUCKET = 8;
  private static final int OVERHEAD = 1;
  private static final float NEVER = -1e9f;

  private final Config config;
  private final ParameterSet parameters;
  private final TransformerNet net;
  private final Map<Integer, Batching> batchings = new HashMap<>();

  TransformerDenoiser(Config config, ParameterSet parameters) {
    this.config = config;
    this.parameters = parameters;
    this.net = new TransformerNet(config, false);
  }

  /** An untrained network. */
  public static TransformerDenoiser untrained(Config config, long seed) {
    ParameterLayout layout = TransformerNet.layout(config);
    return new TransformerDenoiser(config, new ParameterSet(layout, layout.initial(seed)));
  }

  /** Loads a file that {@link #save} wrote. */
  public static TransformerDenoiser load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    ParameterLayout layout = TransformerNet.layout(config);
    return new TransformerDenoiser(config, ParameterSet.of(layout, tensors, file));
  }

  /** Writes the weights, the configuration and notes for whoever reads the file. */
  public void save(Path file, Map<String, String> notes) throws IOException {
    ModelFile.write(file, ARCHITECTURE, config, Scaling.IDENTITY, parameters, notes);
  }

  /** Sizes of the network. */
  public Config config() {
    return config;
  }

  @Override
  public int vocabulary() {
    return config.vocabulary;
  }

  @Override
  public boolean timeIndependent() {
    return true;
  }

  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    parameters.requireOpen();
    config.requireLength(length);
    int v = config.vocabulary;
    float[] out = new float[Math.multiplyExact(Math.multiplyExact(rows, length), v)];
    Map<Integer, List<Integer>> buckets = new TreeMap<>();
    for (int r = 0; r < rows; r++) {
      int width = bucket(config.visible(tokens, r * length, length), length);
      buckets.computeIfAbsent(width, w -> new ArrayList<>()).add(r);
    }
    buckets.forEach((width, members) -> logits(tokens, length, width, members, out));
    return out;
  }

  /** A row is computed at a width that it alone decides, so that its answer is its own. */
  private static int bucket(int visible, int length) {
    return Math.min(length, (visible + BUCKET - 1) / BUCKET * BUCKET);
  }

  private void logits(int[] tokens, int length, int width, List<Integer> members, float[] out) {
    int v = config.vocabulary;
    batching(width)
        .run(
            members.size(),
            (first, count, padded) -> {
              int[][] states = new int[padded][width];
              for (int r = 0; r < padded; r++) {
                int from = members.get(first + Math.min(r, count - 1)) * length;
                states[r] = Arrays.copyOfRange(tokens, from, from + width);
              }
              float[] answer = forward(states);
              for (int r = 0; r < count; r++) {
                int to = members.get(first + r) * length * v;
                System.arraycopy(answer, r * width * v, out, to, width * v);
                known(out, to, config.visible(states[r], 0, width), length);
              }
            });
  }

  /** Writes the logits of positions that are not visible: the end token, for certain. */
  private void known(float[] out, int at, int visible, int length) {
    int v = config.vocabulary;
    for (int i = visible; i < length; i++) {
      Arrays.fill(out, at + i * v, at + (i + 1) * v, NEVER);
      out[at + i * v + config.end] = 0;
    }
  }

  private float[] forward(int[][] states) {
    try (Scope s = Scope.inference()) {
      return Torch.floats(net.logits(parameters, states));
    }
  }

  /** Logits of states between tokens, shape [rows, positions, V + 1], for sequences without end. */
  Tensor relaxed(Tensor states) {
    if (config.end != NO_END) {
      throw new IllegalArgumentException("Between tokens it is not known where a sequence ends");
    }
    int[] visible = new int[(int) states.size(0)];
    Arrays.fill(visible, (int) states.size(1));
    return net.forward(parameters, states, visible);
  }

  private synchronized Batching batching(int width) {
    return batchings.computeIfAbsent(width, w -> new Batching(OVERHEAD, size -> probe(w, size)));
  }

  /** A row's output as the last of a batch. */
  private float[] probe(int width, int size) {
    int[] row = new int[width];
    Arrays.setAll(
        row,
        i ->
            config.end == (i * i + 1) % config.vocabulary
                ? mask()
                : (i * i + 1) % config.vocabulary);
    Arrays.fill(row, 0, (width + 1) / 2, mask());
    int[][] states = new int[size][];
    Arrays.fill(states, row);
    float[] all = forward(states);
    return Arrays.copyOfRange(all, all.length - all.length / size, all.length);
  }

  private int mask() {
    return config.vocabulary;
  }

  ParameterSet parameters() {
    return parameters;
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    parameters.close();
  }
}
