package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;

/** A value by convolutions with a dense read-out of every position, for short sequences. */
public final class CnnValueNet extends NeuralValue {
  static final String ARCHITECTURE = "cnn-value";

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
      int vocabulary, int maxLength, int channels, int kernel, int layers, int hidden)
      implements ValueConfig {
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
  }

  private final Config config;

  CnnValueNet(Config config, ParameterSet parameters, Scaling scaling) {
    super(config, parameters, scaling);
    this.config = config;
  }

  /** Loads a file that {@link #save} wrote. */
  public static CnnValueNet load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    ParameterSet parameters = ParameterSet.of(new Net(config).layout(), tensors, file);
    return new CnnValueNet(config, parameters, ModelFile.scaling(tensors, file));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  String architecture() {
    return ARCHITECTURE;
  }

  record Net(Config config) implements ValueForward {
    private ConvTower tower() {
      return new ConvTower(
          config.vocabulary + 1,
          config.maxLength,
          config.channels,
          config.kernel,
          config.layers,
          config.hidden);
    }

    @Override
    public ParameterLayout layout() {
      ParameterLayout.Builder b = tower().slots();
      for (int i = 0; i < config.layers; i++) {
        b.dense("time." + i, config.channels, WAVES);
      }
      return b.build();
    }

    @Override
    public Tensor forward(Weights w, Tensor x, float[] times) {
      Tensor waves = ValueForward.waves(times);
      return tower()
          .forward(
              w, x, (i, h) -> h.add(Nets.dense(w, "time." + i, waves).unsqueeze(1)), Dropout.NONE);
    }
  }
}
