package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Dilated residual convolutions that are told each position's place and reading frame, then the
 * mean and the maximum over positions: features count wherever they stand, unlike in {@link
 * CnnRegressor}, whose read-out has weights for every position.
 *
 * <p>Places and frames count from the 3' end. Batches hold sequences of one length.
 */
public final class ResidualRegressor extends NeuralRegressor {
  static final String ARCHITECTURE = "residual-regressor";

  /** Letters a codon. */
  private static final int FRAMES = 3;

  /**
   * Sizes of the network.
   *
   * @param vocabulary real tokens V
   * @param maxLength longest sequence
   * @param channels width of the convolutions
   * @param kernel taps, odd
   * @param dilations one residual block each; none makes a motif scanner: one convolution, pooled
   * @param hidden units of the dense layer
   * @param dropout rate in blocks and dense layer while training, in [0, 1)
   */
  public record Config(
      int vocabulary,
      int maxLength,
      int channels,
      int kernel,
      List<Integer> dilations,
      int hidden,
      double dropout)
      implements RegressorConfig {
    public Config {
      if (vocabulary < 2 || maxLength < 1 || channels < 1 || hidden < 1) {
        throw new IllegalArgumentException("A residual regressor needs sizes of at least 1");
      }
      if (kernel < 1 || kernel % 2 == 0 || !(dropout >= 0 && dropout < 1)) {
        throw new IllegalArgumentException("The kernel is odd and dropout lies in [0, 1)");
      }
      dilations = List.copyOf(dilations);
      if (dilations.stream().anyMatch(d -> d < 1)) {
        throw new IllegalArgumentException("A residual regressor needs dilations of at least 1");
      }
    }
  }

  private final Config config;

  ResidualRegressor(Config config, ParameterSet parameters, Scaling scaling) {
    super(new Net(config), parameters, scaling);
    this.config = config;
  }

  /** Loads a file that {@link #save} wrote. */
  public static ResidualRegressor load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    ParameterSet parameters = ParameterSet.of(new Net(config).layout(), tensors, file);
    return new ResidualRegressor(config, parameters, ModelFile.scaling(tensors, file));
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
    @Override
    public ParameterLayout layout() {
      int c = config.channels;
      ParameterLayout.Builder b = new ParameterLayout.Builder();
      b.conv("stem", c, config.vocabulary, config.kernel);
      b.free("frame", c, FRAMES, c).free("place", c, config.maxLength, c);
      for (int i = 0; i < config.dilations.size(); i++) {
        b.norm("norms." + i, c).conv("convs." + i, c, c, config.kernel);
      }
      return b.dense("dense", config.hidden, 2 * c).dense("head", 1, config.hidden).build();
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
      long length = x.size(1);
      Tensor place = w.get("place").narrow(0, config.maxLength - length, length);
      Tensor h = Nets.conv(w, "stem", x, 1).add(frames(w, length)).relu().add(place);
      for (int i = 0; i < config.dilations.size(); i++) {
        Tensor u = Nets.norm(w, "norms." + i, h);
        u = Nets.conv(w, "convs." + i, u, config.dilations.get(i)).relu();
        h = h.add(dropout.apply(u));
      }
      Tensor pooled = torch.cat(new TensorVector(h.mean(1), h.amax(new long[] {1}, false)), 1);
      Tensor hidden = dropout.apply(Nets.dense(w, "dense", pooled).relu());
      return Nets.dense(w, "head", hidden).squeeze(1);
    }

    /** The frame's shift of every position, shape [length, channels]. */
    private static Tensor frames(Weights w, long length) {
      long repeats = (length + FRAMES - 1) / FRAMES;
      Tensor all = w.get("frame").repeat(repeats, 1);
      return all.narrow(0, repeats * FRAMES - length, length);
    }
  }
}
