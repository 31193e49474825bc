package dev.lodestar.torch;

import dev.lodestar.core.value.TokenValueNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A learned value of masked states: a small convolutional network that is told the time.
 *
 * <p>Safe to use from several threads. Close it when done.
 */
public final class CnnValueNet implements TokenValueNet, AutoCloseable {
  static final String ARCHITECTURE = "cnn-value";
  private static final int WAVES = 8;

  /** A chunk's fixed cost in rows. */
  private static final int OVERHEAD = 8;

  /**
   * Sizes of the network.
   *
   * @param vocabulary real tokens V; the mask is token V
   * @param maxLength longest sequence
   * @param channels width of the convolutions
   * @param kernel taps, odd
   * @param layers convolutions
   * @param hidden units of the dense layer
   */
  public record Config(
      int vocabulary, int maxLength, int channels, int kernel, int layers, int hidden) {
    public Config {
      if (vocabulary < 2 || maxLength < 1 || channels < 1 || layers < 1 || hidden < 1) {
        throw new IllegalArgumentException("A value network needs sizes of at least 1");
      }
      if (kernel < 1 || kernel % 2 == 0) {
        throw new IllegalArgumentException("The kernel of a value network is odd");
      }
    }

    /** A network that trains in minutes on two cores. */
    public static Config small(int maxLength) {
      return new Config(4, maxLength, 64, 9, 3, 64);
    }

    OneHot input() {
      return new OneHot(vocabulary, OneHot.Extra.MASK, maxLength);
    }

    private ConvTower tower() {
      return new ConvTower(vocabulary + 1, maxLength, channels, kernel, layers, hidden);
    }

    ParameterLayout layout() {
      ParameterLayout.Builder b = tower().slots();
      for (int i = 0; i < layers; i++) {
        b.dense("time." + i, channels, WAVES);
      }
      return b.build();
    }

    /**
     * Values in the scale the network was trained on.
     *
     * @param x one-hot states, shape [rows, maxLength, V + 1]
     * @param times shape [rows]
     * @return shape [rows]
     */
    Tensor forward(Weights w, Tensor x, float[] times) {
      Tensor waves = waves(times);
      return tower()
          .forward(
              w, x, (i, h) -> h.add(Nets.dense(w, "time." + i, waves).unsqueeze(1)), Dropout.NONE);
    }

    /** cos(π·k·t), k = 0..7. */
    private static Tensor waves(float[] times) {
      float[] out = new float[times.length * WAVES];
      for (int r = 0; r < times.length; r++) {
        for (int k = 0; k < WAVES; k++) {
          out[r * WAVES + k] = (float) Math.cos(Math.PI * k * times[r]);
        }
      }
      return Torch.tensor(out, times.length, WAVES);
    }
  }

  private final Config config;
  private final ParameterSet parameters;
  private final Scaling scaling;
  private Optional<Batching> batching = Optional.empty();

  CnnValueNet(Config config, ParameterSet parameters, Scaling scaling) {
    this.config = config;
    this.parameters = parameters;
    this.scaling = scaling;
  }

  /** Loads a file that {@link #save} wrote. */
  public static CnnValueNet load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    ParameterSet parameters = ParameterSet.of(config.layout(), tensors, file);
    return new CnnValueNet(config, parameters, ModelFile.scaling(tensors, file));
  }

  /** Writes the weights, the configuration and notes for whoever reads the file. */
  public void save(Path file, Map<String, String> notes) throws IOException {
    ModelFile.write(file, ARCHITECTURE, config, scaling, parameters, notes);
  }

  /** Sizes of the network. */
  public Config config() {
    return config;
  }

  @Override
  public double[] values(int[] tokens, int rows, int length, double time) {
    OneHot input = config.input();
    double[] out = new double[rows];
    batching()
        .run(
            rows,
            (first, count, padded) -> {
              try (Scope s = Scope.inference()) {
                float[] x = input.blank(padded);
                for (int r = 0; r < count; r++) {
                  input.put(x, r, tokens, (first + r) * length, length);
                }
                float[] y = Torch.floats(forward(x, padded, time));
                for (int r = 0; r < count; r++) {
                  out[first + r] = scaling.toData(y[r]);
                }
              }
            });
    return out;
  }

  private Tensor forward(float[] x, int rows, double time) {
    float[] times = new float[rows];
    Arrays.fill(times, (float) time);
    return config.forward(parameters, config.input().tensor(x), times);
  }

  private synchronized Batching batching() {
    parameters.requireOpen();
    if (batching.isEmpty()) {
      batching = Optional.of(new Batching(OVERHEAD, this::probe));
    }
    return batching.get();
  }

  /** One and the same row's output at a batch size. */
  private float[] probe(int size) {
    int[] row = new int[config.maxLength];
    Arrays.setAll(row, i -> i * i % (config.vocabulary + 1));
    float[] x = config.input().blank(size);
    config.input().put(x, size - 1, row, 0, row.length);
    try (Scope s = Scope.inference()) {
      return Torch.floats(forward(x, size, 0.5).narrow(0, size - 1, 1));
    }
  }

  ParameterSet parameters() {
    return parameters;
  }

  Scaling scaling() {
    return scaling;
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    parameters.close();
  }
}
