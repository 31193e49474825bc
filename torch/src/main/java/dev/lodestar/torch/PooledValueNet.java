package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A value in two parts that are added: an effect of every letter at every position, which is all
 * there is to a score that adds up over sites; and dilated residual convolutions whose mean and
 * maximum over the positions are read out, for what counts wherever it stands.
 *
 * <p>Small whatever the length, unlike {@link CnnValueNet}. Positions count from the 3' end, so
 * that a batch may hold several lengths.
 */
public final class PooledValueNet extends NeuralValue {
  static final String ARCHITECTURE = "pooled-value";

  /**
   * Sizes of the network.
   *
   * @param vocabulary real tokens V; the mask is token V
   * @param maxLength longest sequence
   * @param channels width of the convolutions
   * @param kernel taps, odd
   * @param dilations one residual block each; none makes a motif scanner: one convolution, pooled
   * @param hidden units of the dense layer
   */
  public record Config(
      int vocabulary, int maxLength, int channels, int kernel, List<Integer> dilations, int hidden)
      implements ValueConfig {
    public Config {
      if (vocabulary < 2 || maxLength < 1 || channels < 1 || hidden < 1) {
        throw new IllegalArgumentException("A value network needs sizes of at least 1");
      }
      if (kernel < 1 || kernel % 2 == 0) {
        throw new IllegalArgumentException("The kernel of a value network is odd");
      }
      dilations = List.copyOf(dilations);
      if (dilations.stream().anyMatch(d -> d < 1)) {
        throw new IllegalArgumentException("A value network needs dilations of at least 1");
      }
    }
  }

  PooledValueNet(Config config, ParameterSet parameters, Scaling scaling) {
    super(config, parameters, scaling);
  }

  /** Loads a file that {@link #save} wrote. */
  public static PooledValueNet load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    ParameterSet parameters = ParameterSet.of(new Net(config).layout(), tensors, file);
    return new PooledValueNet(config, parameters, ModelFile.scaling(tensors, file));
  }

  @Override
  String architecture() {
    return ARCHITECTURE;
  }

  record Net(Config config) implements ValueForward {
    @Override
    public ParameterLayout layout() {
      int c = config.channels;
      int letters = config.vocabulary + 1;
      ParameterLayout.Builder b = new ParameterLayout.Builder();
      b.free("site", 0, config.maxLength, letters).free("place", 0, config.maxLength, c);
      b.conv("stem", c, letters, config.kernel).dense("time", c, WAVES);
      for (int i = 0; i < config.dilations.size(); i++) {
        b.norm("norms." + i, c)
            .conv("convs." + i, c, c, config.kernel)
            .dense("times." + i, c, WAVES);
      }
      return b.dense("dense", config.hidden, 2 * c).dense("head", 1, config.hidden).build();
    }

    @Override
    public Tensor forward(Weights w, Tensor x, float[] times) {
      Tensor waves = ValueForward.waves(times);
      // 1 where the sequence has a position, 0 in the padding before it
      Tensor there = x.detach().sum(2).round().unsqueeze(2);
      Tensor h = Nets.conv(w, "stem", x, 1).add(w.get("place"));
      h = h.add(Nets.dense(w, "time", waves).unsqueeze(1)).relu().mul(there);
      for (int i = 0; i < config.dilations.size(); i++) {
        Tensor u = Nets.norm(w, "norms." + i, h).mul(there);
        u = Nets.conv(w, "convs." + i, u, config.dilations.get(i));
        u = u.add(Nets.dense(w, "times." + i, waves).unsqueeze(1)).relu();
        h = h.add(u.mul(there));
      }
      Tensor mean = h.sum(1).div(there.sum(1));
      // nothing is below zero, so that padding is no maximum
      Tensor pooled = torch.cat(new TensorVector(mean, h.amax(new long[] {1}, false)), 1);
      Tensor read = Nets.dense(w, "head", Nets.dense(w, "dense", pooled).relu()).squeeze(1);
      return read.add(x.mul(w.get("site")).sum(1, 2));
    }
  }
}
