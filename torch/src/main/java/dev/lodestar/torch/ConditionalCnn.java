package dev.lodestar.torch;

import dev.lodestar.core.masked.ConditionalDenoiser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A {@link CnnDenoiser} that can be told a condition: each block adds, beside the embedding of σ,
 * the condition's own vector to every position. Told nothing it adds nothing.
 *
 * <p>Safe to use from several threads. Close it when done.
 *
 * @see <a href="https://arxiv.org/abs/2402.05841">class embeddings in this architecture (Dirichlet
 *     flow matching for DNA, Stark et al. 2024)</a>
 */
public final class ConditionalCnn implements ConditionalDenoiser, AutoCloseable {
  static final String ARCHITECTURE = "conditional-cnn-denoiser";

  /** A chunk's fixed cost, in rows. */
  private static final int OVERHEAD = 2;

  /**
   * Sizes of the network.
   *
   * @param network what the conditions are added to
   * @param conditions number of conditions, at least 1
   */
  public record Config(CnnDenoiser.Config network, int conditions) {
    public Config {
      if (conditions < 1) {
        throw new IllegalArgumentException("A conditional denoiser needs at least one condition");
      }
    }

    ParameterLayout layout() {
      ParameterLayout.Builder b = network.slots();
      for (int i = 0; i < network.dilations().size(); i++) {
        b.free("conditions." + i, network.channels(), conditions, network.channels());
      }
      return b.build();
    }
  }

  private final Config config;
  private final ParameterSet parameters;
  private final Map<Integer, Batching> batchings = new HashMap<>();

  ConditionalCnn(Config config, ParameterSet parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  /** An untrained network. */
  public static ConditionalCnn untrained(Config config, long seed) {
    ParameterLayout layout = config.layout();
    return new ConditionalCnn(config, new ParameterSet(layout, layout.initial(seed)));
  }

  /** Loads a file that {@link #save} wrote. */
  public static ConditionalCnn load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    return new ConditionalCnn(config, ParameterSet.of(config.layout(), tensors, file));
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
    return config.network.vocabulary();
  }

  @Override
  public int conditions() {
    return config.conditions;
  }

  @Override
  public boolean timeIndependent() {
    return true;
  }

  @Override
  public float[] logits(int[] tokens, int[] conditions, int rows, int length, double noise) {
    int v = vocabulary();
    float[] out = new float[Math.multiplyExact(Math.multiplyExact(rows, length), v)];
    batching(length)
        .run(
            rows,
            (first, count, padded) -> {
              int[] told = Arrays.copyOfRange(conditions, first, first + padded);
              Arrays.fill(told, count, padded, NONE);
              try (Scope s = Scope.inference()) {
                Tensor x = states(config, tokens, first, count, padded, length);
                forward(config, parameters, x, told)
                    .narrow(2, 0, v)
                    .narrow(0, 0, count)
                    .contiguous()
                    .data_ptr_float()
                    .get(out, first * length * v, count * length * v);
              }
            });
    return out;
  }

  /** How batches of a length are cut so that a row's output depends on the row alone. */
  private synchronized Batching batching(int length) {
    parameters.requireOpen();
    return batchings.computeIfAbsent(length, l -> new Batching(OVERHEAD, size -> probe(l, size)));
  }

  /** The output of one row as the last of a batch. */
  private float[] probe(int length, int size) {
    int[] tokens = new int[size * length];
    for (int i = 0; i < length; i++) {
      tokens[(size - 1) * length + i] = i * i % (vocabulary() + 1);
    }
    int[] told = new int[size];
    try (Scope s = Scope.inference()) {
      Tensor x = states(config, tokens, 0, size, size, length);
      return Torch.floats(forward(config, parameters, x, told).narrow(0, size - 1, 1));
    }
  }

  /**
   * The network as a function, for inference and training alike.
   *
   * @param x one-hot states, shape [rows, length, V + 1]
   * @param told conditions, shape [rows]
   * @return logits, shape [rows, length, V + 1]
   */
  static Tensor forward(Config config, Weights w, Tensor x, int[] told) {
    float[] chosen = new float[told.length * config.conditions];
    for (int r = 0; r < told.length; r++) {
      if (told[r] != NONE) {
        chosen[r * config.conditions + requireCondition(told[r], config)] = 1;
      }
    }
    Tensor rows = Torch.tensor(chosen, told.length, config.conditions);
    return CnnDenoiser.forward(
        config.network, w, x, (i, h) -> h.add(rows.matmul(w.get("conditions." + i)).unsqueeze(1)));
  }

  /** The network as training sees it. */
  static MaskedNet net(Config config) {
    return new MaskedNet() {
      @Override
      public int vocabulary() {
        return config.network.vocabulary();
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
        int[] none = new int[states.length];
        Arrays.fill(none, NONE);
        return logits(w, states, none);
      }

      @Override
      public Tensor logits(Weights w, int[][] states, int[] told) {
        int length = states[0].length;
        int[] tokens = Arrays.stream(states).flatMapToInt(Arrays::stream).toArray();
        Tensor x = states(config, tokens, 0, states.length, states.length, length);
        return forward(config, w, x, told).narrow(2, 0, config.network.vocabulary());
      }
    };
  }

  /** One-hot states [padded, length, V + 1] of rows first .. first+count-1, the rest zero. */
  private static Tensor states(
      Config config, int[] tokens, int first, int count, int padded, int length) {
    OneHot input = new OneHot(config.network.vocabulary(), OneHot.Extra.MASK, length);
    float[] x = input.blank(padded);
    for (int r = 0; r < count; r++) {
      input.put(x, r, tokens, (first + r) * length, length);
    }
    return input.tensor(x);
  }

  private static int requireCondition(int condition, Config config) {
    if (condition < 0 || condition >= config.conditions) {
      throw new IllegalArgumentException(
          "Condition %d is outside 0..%d".formatted(condition, config.conditions - 1));
    }
    return condition;
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    parameters.close();
  }
}
