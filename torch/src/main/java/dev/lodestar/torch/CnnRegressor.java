package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;

/**
 * Convolutions and a dense layer over every position, for sequences of up to a fixed length.
 *
 * <p>Inputs are right-aligned, so the network sees frames relative to the 3' end; a channel tells
 * masks from padding.
 */
public final class CnnRegressor extends NeuralRegressor {
  static final String ARCHITECTURE = "cnn-regressor";

  /**
   * Sizes of the network.
   *
   * @param vocabulary real tokens V
   * @param maxLength longest sequence
   * @param channels width of the convolutions
   * @param kernel taps, odd
   * @param layers convolutions
   * @param hidden units of the dense layer
   * @param dropout rate in the dense layer while training, in [0, 1)
   */
  public record Config(
      int vocabulary,
      int maxLength,
      int channels,
      int kernel,
      int layers,
      int hidden,
      double dropout)
      implements RegressorConfig {
    public Config {
      if (vocabulary < 2 || maxLength < 1 || channels < 1 || layers < 1 || hidden < 1) {
        throw new IllegalArgumentException("A CNN regressor needs sizes of at least 1");
      }
      if (kernel < 1 || kernel % 2 == 0 || !(dropout >= 0 && dropout < 1)) {
        throw new IllegalArgumentException("The kernel is odd and dropout lies in [0, 1)");
      }
    }

    /** Sizes near Optimus 5-prime's: 3 convolutions of 120 filters, 40 hidden units. */
    public static Config standard(int maxLength) {
      return new Config(4, maxLength, 120, 9, 3, 40, 0.2);
    }
  }

  private final Config config;

  CnnRegressor(Config config, ParameterSet parameters, Scaling scaling) {
    super(new Net(config), parameters, scaling);
    this.config = config;
  }

  /** Loads a file that {@link #save} wrote. */
  public static CnnRegressor load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    ParameterSet parameters = ParameterSet.of(new Net(config).layout(), tensors, file);
    return new CnnRegressor(config, parameters, ModelFile.scaling(tensors, file));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  String architecture() {
    return ARCHITECTURE;
  }

  record Net(Config config) implements RegressorNet {
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
      return tower().slots().build();
    }

    @Override
    public OneHot input(int length) {
      return new OneHot(config.vocabulary, OneHot.Extra.PRESENCE, config.maxLength);
    }

    @Override
    public boolean mixesLengths() {
      return true;
    }

    @Override
    public double dropout() {
      return config.dropout;
    }

    @Override
    public Tensor forward(Weights w, Tensor x, Dropout dropout) {
      return tower().forward(w, x, (layer, h) -> h, dropout);
    }
  }
}
