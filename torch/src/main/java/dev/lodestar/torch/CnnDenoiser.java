package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenDenoiser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The dilated convolutional denoiser of masked DNA and RNA diffusion, without time conditioning.
 *
 * <p>h = relu(conv(one-hot)); blocks h += relu(conv_i(LayerNorm(h + b_i))); two 1×1 convolutions to
 * V + 1 logits, of which the mask's is dropped. b_i is the network's embedding of σ = 0, which is
 * constant. Parameter names are those of the public MDLM-for-sequences checkpoints.
 *
 * <p>Safe to use from several threads. Close it when done.
 *
 * @see <a href="https://arxiv.org/abs/2402.05841">the architecture (Dirichlet flow matching for
 *     DNA, Stark et al. 2024)</a>
 */
public final class CnnDenoiser implements TokenDenoiser, AutoCloseable {
  static final String ARCHITECTURE = "cnn-denoiser";

  /** Bytes of activations kept at most for states of one length, and for how many lengths. */
  private static final long MEMORY = 128L << 20;

  private static final int LENGTHS = 4;

  /**
   * Sizes of the network.
   *
   * @param vocabulary real tokens V; the mask is token V
   * @param channels width, even
   * @param kernel taps a convolution, odd
   * @param dilations one residual block each
   */
  public record Config(int vocabulary, int channels, int kernel, List<Integer> dilations) {
    public Config {
      if (vocabulary < 2 || channels < 2 || channels % 2 != 0 || kernel < 1 || kernel % 2 == 0) {
        throw new IllegalArgumentException(
            "A CNN denoiser needs 2 tokens, an even number of channels and an odd kernel");
      }
      dilations = List.copyOf(dilations);
      if (dilations.isEmpty() || dilations.stream().anyMatch(d -> d < 1)) {
        throw new IllegalArgumentException("A CNN denoiser needs dilations of at least 1");
      }
    }

    /** The published DNA/RNA network: 128 channels, kernel 9, 20 blocks. */
    public static Config published() {
      List<Integer> dilations = new ArrayList<>();
      for (int d : new int[] {1, 1, 4, 16, 64}) {
        dilations.addAll(List.of(d, d, d, d));
      }
      return new Config(4, 128, 9, dilations);
    }

    ParameterLayout layout() {
      return slots().build();
    }

    ParameterLayout.Builder slots() {
      ParameterLayout.Builder b = new ParameterLayout.Builder();
      b.conv("linear", channels, vocabulary + 1, kernel);
      b.free("time_embedder.0.W", 1, channels / 2).dense("time_embedder.1", channels, channels);
      for (int i = 0; i < dilations.size(); i++) {
        b.conv("convs." + i, channels, channels, kernel);
        b.dense("time_layers." + i + ".dense", channels, channels);
        b.norm("norms." + i, channels);
      }
      b.conv("final_conv.0", channels, channels, 1)
          .conv("final_conv.2", vocabulary + 1, channels, 1);
      return b;
    }
  }

  private final Config config;
  private final ParameterSet parameters;
  private final Map<List<Integer>, CnnKernel> kernels = new HashMap<>();
  private final Map<Integer, NearbyCnn> nearby = new HashMap<>();

  CnnDenoiser(Config config, ParameterSet parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  /** An untrained network. */
  public static CnnDenoiser untrained(Config config, long seed) {
    ParameterLayout layout = config.layout();
    return new CnnDenoiser(config, new ParameterSet(layout, layout.initial(seed)));
  }

  /** Loads a file that {@link #save} wrote. */
  public static CnnDenoiser load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    return new CnnDenoiser(config, ParameterSet.of(config.layout(), tensors, file));
  }

  /** Loads the weights of a network whose sizes the file does not tell. */
  public static CnnDenoiser load(Path file, Config config) throws IOException {
    return new CnnDenoiser(config, ParameterSet.of(config.layout(), SafeTensors.read(file), file));
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
    int v = config.vocabulary;
    float[] out = new float[Math.multiplyExact(Math.multiplyExact(rows, length), v)];
    int size = length * v;
    evaluator(length)
        .run(
            rows(tokens, rows, length),
            (logits, first, count) ->
                logits
                    .narrow(2, 0, v)
                    .narrow(0, 0, count)
                    .contiguous()
                    .data_ptr_float()
                    .get(out, first * size, count * size));
    return out;
  }

  /** States of one length, shape [padded, length, V + 1], the rows beyond the states zero. */
  static Tensor oneHot(Config config, int[][] states, int padded) {
    OneHot input = new OneHot(config.vocabulary, OneHot.Extra.MASK, states[0].length);
    float[] x = input.blank(padded);
    for (int r = 0; r < states.length; r++) {
      input.put(x, r, states[r], 0, states[r].length);
    }
    return input.tensor(x);
  }

  /** The rows of a batch. */
  static int[][] rows(int[] tokens, int rows, int length) {
    int[][] out = new int[rows][];
    Arrays.setAll(out, r -> Arrays.copyOfRange(tokens, r * length, (r + 1) * length));
    return out;
  }

  /** What evaluates states of a length. */
  private synchronized NearbyCnn evaluator(int length) {
    parameters.requireOpen();
    return nearby.computeIfAbsent(
        length, l -> new NearbyCnn(kernel(l), l, nearby.size() < LENGTHS ? MEMORY : 0));
  }

  /** The network made ready for a length; lengths that see the same taps share one. */
  private CnnKernel kernel(int length) {
    List<Integer> taps =
        config.dilations.stream().map(d -> Math.min(config.kernel / 2, (length - 1) / d)).toList();
    return kernels.computeIfAbsent(taps, t -> new CnnKernel(config, parameters, length));
  }

  /**
   * The same network as a plain program runs it: the whole batch at once, every tap, channels
   * before positions, threads inside the operations. Slower; here to compare with, and to test
   * against. Lives as long as this network.
   */
  public TokenDenoiser plain() {
    return new PlainCnn(config, parameters);
  }

  ParameterSet parameters() {
    return parameters;
  }

  /**
   * The network as a function, for inference and training alike.
   *
   * @param x one-hot states, shape [rows, length, V + 1]
   * @return logits, shape [rows, length, V + 1]
   */
  static Tensor forward(Config config, Weights w, Tensor x) {
    return forward(config, w, x, (block, h) -> h);
  }

  /** The same, with what else enters a block beside the embedding of σ. */
  static Tensor forward(Config config, Weights w, Tensor x, ConvTower.Shift shift) {
    Tensor h = Nets.conv(w, "linear", x, 1).relu();
    Tensor time = time(w);
    for (int i = 0; i < config.dilations.size(); i++) {
      Tensor shifted = h.add(Nets.dense(w, "time_layers." + i + ".dense", time));
      Tensor u = Nets.norm(w, "norms." + i, shift.apply(i, shifted));
      h = h.add(Nets.conv(w, "convs." + i, u, config.dilations.get(i)).relu());
    }
    return Nets.conv(w, "final_conv.2", Nets.conv(w, "final_conv.0", h, 1).relu(), 1);
  }

  /** The network as training sees it. */
  static MaskedNet net(Config config) {
    return new MaskedNet() {
      @Override
      public int vocabulary() {
        return config.vocabulary;
      }

      @Override
      public ParameterLayout layout() {
        return config.layout();
      }

      @Override
      public int visible(int[] state) {
        return state.length;
      }

      @Override
      public Tensor logits(Weights w, int[][] states) {
        Tensor x = oneHot(config, states, states.length);
        return forward(config, w, x).narrow(2, 0, config.vocabulary);
      }
    };
  }

  /** The embedding of σ = 0: relu of a linear map of [sin 2πWσ, cos 2πWσ]. */
  static Tensor time(Weights w) {
    Tensor phase = Nets.times(w.get("time_embedder.0.W"), 0);
    Tensor waves = torch.cat(new TensorVector(phase.sin(), phase.cos()));
    return Nets.dense(w, "time_embedder.1", waves).relu();
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public synchronized void close() {
    nearby.values().forEach(NearbyCnn::close);
    nearby.clear();
    kernels.values().forEach(CnnKernel::close);
    kernels.clear();
    parameters.close();
  }
}
