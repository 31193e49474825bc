package dev.lodestar.torch;

import dev.lodestar.core.gaussian.LatentGuide;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Learned values of noisy images: the rewards, one or several, that a state is expected to end in.
 *
 * <p>Safe to use from several threads. Close it when done.
 *
 * @see <a href="https://arxiv.org/abs/2408.08252">SVDD, Algorithm 3</a>
 */
public final class ImageValueNet implements AutoCloseable {
  static final String ARCHITECTURE = "image-value";

  /**
   * Sizes of the network.
   *
   * @param channels colours of a pixel
   * @param side pixels a side, a multiple of patch
   * @param patch pixels a side of the squares that become channels
   * @param rewards number of rewards whose values it tells, at least 1
   * @param widths channels of each level, multiples of {@code group}
   * @param group channels that are normalised together
   */
  public record Config(
      int channels, int side, int patch, int rewards, List<Integer> widths, int group) {
    public Config {
      widths = List.copyOf(widths);
      new ImageTower(channels, side, patch, rewards, "values", widths, group)
          .require("A value of images");
    }

    /** Sizes of an image. */
    public Shape shape() {
      return tower().shape();
    }

    /** The same for images of another size. */
    public Config sized(Shape shape) {
      return new Config(shape.channels(), shape.width(), patch, rewards, widths, group);
    }

    ImageTower tower() {
      return new ImageTower(channels, side, patch, rewards, "values", widths, group);
    }
  }

  private final Config config;
  private final ImageRows rows;
  private final Scaling scaling;
  private final Map<String, String> notes;

  ImageValueNet(
      Config config, ParameterSet parameters, Scaling scaling, Map<String, String> notes) {
    this.config = config;
    this.rows = new ImageRows("The value network", config.tower(), parameters);
    this.scaling = scaling;
    this.notes = Map.copyOf(notes);
  }

  /** Loads a file that {@link #save} wrote. */
  public static ImageValueNet load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    return new ImageValueNet(
        config,
        ParameterSet.of(config.tower().layout(), tensors, file),
        ModelFile.scaling(tensors, file),
        tensors.metadata());
  }

  /** Writes the weights, the configuration and notes for whoever reads the file. */
  public void save(Path file, Map<String, String> with) throws IOException {
    ModelFile.write(file, ARCHITECTURE, config, scaling, rows.parameters(), with);
  }

  /** Sizes of the network. */
  public Config config() {
    return config;
  }

  /** The notes in the file that the network was loaded from. */
  public Map<String, String> notes() {
    return notes;
  }

  /**
   * Expected rewards, in their own units.
   *
   * @return shape [rows][rewards]
   */
  public double[][] values(Latents states, NoiseLevel level) {
    double[][] out = rows.outputs(states, level, y -> y);
    for (double[] row : out) {
      for (int r = 0; r < row.length; r++) {
        row[r] = scaling.toData(row[r]);
      }
    }
    return out;
  }

  /**
   * One of the values with its gradient.
   *
   * @throws IllegalArgumentException where there is no such reward
   */
  public LatentGuide towards(int reward) {
    if (reward < 0 || reward >= config.rewards()) {
      throw new IllegalArgumentException(
          "There is no reward %d; the value network knows 0 to %d"
              .formatted(reward, config.rewards() - 1));
    }
    return (states, level) -> rows.gradient(states, level, y -> inUnits(y.select(1, reward)));
  }

  private Tensor inUnits(Tensor y) {
    return Nets.times(y, scaling.scale()).add(new Scalar(scaling.mean()));
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    rows.close();
  }
}
