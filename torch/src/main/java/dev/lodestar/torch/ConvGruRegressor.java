package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Convolutions, then a bidirectional GRU over positions, then the mean over positions of a linear
 * read-out: the family of gReLU's ConvGRU models. Batches hold sequences of one length.
 */
public final class ConvGruRegressor extends NeuralRegressor {
  static final String ARCHITECTURE = "conv-gru-regressor";

  /**
   * Sizes of the network.
   *
   * @param vocabulary real tokens V
   * @param channels width of every layer; the feed-forward layer is twice as wide
   * @param stemKernel taps of the first convolution, odd
   * @param kernel taps of the others, odd
   * @param layers convolutions, the first included
   * @param dropout rate in the feed-forward layer while training, in [0, 1)
   */
  public record Config(
      int vocabulary, int channels, int stemKernel, int kernel, int layers, double dropout)
      implements RegressorConfig {
    public Config {
      if (vocabulary < 2 || channels < 1 || layers < 1 || stemKernel < 1 || kernel < 1) {
        throw new IllegalArgumentException("A conv-GRU regressor needs sizes of at least 1");
      }
      if (stemKernel % 2 == 0 || kernel % 2 == 0 || !(dropout >= 0 && dropout < 1)) {
        throw new IllegalArgumentException("Kernels are odd and dropout lies in [0, 1)");
      }
    }

    /** The published scorer of ribosome load: 64 channels, kernels 15 and 5, 6 convolutions. */
    public static Config published() {
      return new Config(4, 64, 15, 5, 6, 0);
    }

    @Override
    public int maxLength() {
      return Integer.MAX_VALUE;
    }
  }

  private final Config config;

  ConvGruRegressor(Config config, ParameterSet parameters, Scaling scaling) {
    super(new Net(config), parameters, scaling);
    this.config = config;
  }

  /** An untrained network; its outputs are as they come. */
  public static ConvGruRegressor untrained(Config config, long seed) {
    ParameterLayout layout = new Net(config).layout();
    return new ConvGruRegressor(
        config, new ParameterSet(layout, layout.initial(seed)), Scaling.IDENTITY);
  }

  /** Loads a file that {@link #save} wrote. */
  public static ConvGruRegressor load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    return load(tensors, file, ModelFile.config(tensors, file, ARCHITECTURE, Config.class));
  }

  /**
   * Loads the weights of a network whose sizes the file does not tell; outputs are as they come.
   */
  public static ConvGruRegressor load(Path file, Config config) throws IOException {
    return load(SafeTensors.read(file), file, config);
  }

  private static ConvGruRegressor load(SafeTensors tensors, Path file, Config config)
      throws IOException {
    ParameterSet parameters = ParameterSet.of(new Net(config).layout(), tensors, file);
    return new ConvGruRegressor(config, parameters, ModelFile.scaling(tensors, file));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  String architecture() {
    return ARCHITECTURE;
  }

  /** The architecture; parameter names are gReLU's. */
  record Net(Config config) implements RegressorNet {
    private static final String GRU = "embedding.gru_tower.gru.";
    private static final String FFN = "embedding.gru_tower.ffn.";
    private static final String HEAD = "head.channel_transform.conv.layer";

    private static String conv(int i) {
      return "embedding.conv_tower.blocks." + i + ".conv";
    }

    @Override
    public ParameterLayout layout() {
      int c = config.channels;
      ParameterLayout.Builder b = new ParameterLayout.Builder();
      b.conv(conv(0), c, config.vocabulary, config.stemKernel);
      for (int i = 1; i < config.layers; i++) {
        b.conv(conv(i), c, c, config.kernel);
      }
      for (String direction : new String[] {"", "_reverse"}) {
        b.free(GRU + "weight_ih_l0" + direction, c, 3 * c, c);
        b.free(GRU + "weight_hh_l0" + direction, c, 3 * c, c);
        b.free(GRU + "bias_ih_l0" + direction, c, 3 * c);
        b.free(GRU + "bias_hh_l0" + direction, c, 3 * c);
      }
      b.norm(FFN + "dense1.norm.layer", c);
      b.dense(FFN + "dense1.linear", 2 * c, c).dense(FFN + "dense2.linear", c, 2 * c);
      return b.conv(HEAD, 1, c, 1).build();
    }

    @Override
    public OneHot input(int length) {
      return new OneHot(config.vocabulary, OneHot.Extra.NONE, length);
    }

    @Override
    public boolean mixesLengths() {
      return false;
    }

    @Override
    public double dropout() {
      return config.dropout;
    }

    @Override
    public Tensor forward(Weights w, Tensor x, Dropout dropout) {
      Tensor u = dropout.apply(hidden(w, gru(w, tower(w, x))));
      return Nets.conv(w, HEAD, Nets.dense(w, FFN + "dense2.linear", u), 1).mean(new long[] {1, 2});
    }

    @Override
    public Tensor infer(Weights w, Tensor x) {
      Tensor u = hidden(w, new Gru(w, GRU).apply(tower(w, x)));
      // What follows is linear, so it is one vector, and done once a sequence: on the mean.
      Tensor head = w.get(HEAD + ".weight").view(1, -1);
      Tensor one = head.matmul(w.get(FFN + "dense2.linear.weight"));
      Tensor constant = head.matmul(w.get(FFN + "dense2.linear.bias")).add(w.get(HEAD + ".bias"));
      Tensor mean = u.mean(1);
      return mean.mul(one).sum(1).add(constant);
    }

    private Tensor tower(Weights w, Tensor x) {
      Tensor h = x;
      for (int i = 0; i < config.layers; i++) {
        h = Nets.conv(w, conv(i), h, 1).relu_();
      }
      return h;
    }

    private static Tensor hidden(Weights w, Tensor g) {
      return Nets.dense(w, FFN + "dense1.linear", Nets.norm(w, FFN + "dense1.norm.layer", g))
          .relu_();
    }

    /** Both directions, summed; [rows, length, channels] in and out. */
    private Tensor gru(Weights w, Tensor x) {
      TensorVector gates = new TensorVector();
      for (String direction : new String[] {"", "_reverse"}) {
        for (String part :
            new String[] {"weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"}) {
          gates.push_back(w.get(GRU + part + direction));
        }
      }
      int c = config.channels;
      Tensor start = torch.zeros(2, x.size(0), c);
      Tensor y = torch.gru(x.contiguous(), start, gates, true, 1, 0, false, true, true).get0();
      return y.narrow(2, 0, c).add(y.narrow(2, c, c));
    }
  }
}
