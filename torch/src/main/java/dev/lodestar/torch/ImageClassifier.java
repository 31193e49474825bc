package dev.lodestar.torch;

import dev.lodestar.core.gaussian.LatentGuide;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolutional classifier of images with numbers from -1 to 1. It is told the noise level as one
 * more channel, so that one trained on noisy images tells their classes too.
 *
 * <p>Safe to use from several threads. Close it when done.
 */
public final class ImageClassifier implements AutoCloseable {
  static final String ARCHITECTURE = "image-classifier";

  /**
   * Sizes of the network.
   *
   * @param channels colours of a pixel
   * @param side pixels a side, a multiple of patch
   * @param patch pixels a side of the squares that become channels
   * @param classes at least 2
   * @param widths channels of each level, multiples of {@code group}
   * @param group channels that are normalised together
   */
  public record Config(
      int channels, int side, int patch, int classes, List<Integer> widths, int group) {
    public Config {
      widths = List.copyOf(widths);
      if (classes < 2) {
        throw new IllegalArgumentException("A classifier of images needs two classes");
      }
      new ImageTower(channels, side, patch, classes, "classes", widths, group)
          .require("A classifier of images");
    }

    /** Sizes of an image. */
    public Shape shape() {
      return tower().shape();
    }

    /** Number of features. */
    public int features() {
      return tower().features();
    }

    ImageTower tower() {
      return new ImageTower(channels, side, patch, classes, "classes", widths, group);
    }

    ParameterLayout layout() {
      return tower().layout();
    }

    /** Logits, shape [rows, classes]. */
    Tensor logits(Weights w, Tensor x, float[] levels, boolean half) {
      return tower().outputs(w, x, levels, half);
    }
  }

  private final Config config;
  private final ImageRows rows;
  private final Map<String, String> notes;

  ImageClassifier(Config config, ParameterSet parameters, Map<String, String> notes) {
    this.config = config;
    this.rows = new ImageRows("The classifier", config.tower(), parameters);
    this.notes = Map.copyOf(notes);
  }

  /** An untrained network. */
  public static ImageClassifier untrained(Config config, long seed) {
    ParameterLayout layout = config.layout();
    return new ImageClassifier(config, new ParameterSet(layout, layout.initial(seed)), Map.of());
  }

  /** Loads a file that {@link #save} wrote. */
  public static ImageClassifier load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    return new ImageClassifier(
        config, ParameterSet.of(config.layout(), tensors, file), tensors.metadata());
  }

  /** Writes the weights, the configuration and notes for whoever reads the file. */
  public void save(Path file, Map<String, String> with) throws IOException {
    ModelFile.write(file, ARCHITECTURE, config, Scaling.IDENTITY, rows.parameters(), with);
  }

  /** Sizes of the network. */
  public Config config() {
    return config;
  }

  /** The notes in the file that the network was loaded from. */
  public Map<String, String> notes() {
    return notes;
  }

  /** What the network is told of a noise level: its angle, 0 (data) to 1 (noise). */
  static float angle(NoiseLevel level) {
    return (float) (Math.atan2(level.deviation(), level.scale()) / (Math.PI / 2));
  }

  /**
   * log p(class | image), in nats.
   *
   * @return shape [rows][classes]
   */
  public double[][] logProbabilities(Latents images, NoiseLevel level) {
    return rows.outputs(images, level, logits -> torch.log_softmax(logits, 1));
  }

  /** Features of clean images, shape [rows][features]. */
  public double[][] features(Latents images) {
    ImageTower tower = config.tower();
    return rows.numbers(
        images,
        tower.features(),
        NoiseLevel.DATA,
        (x, levels) -> tower.features(rows.parameters(), x, levels, false));
  }

  /**
   * log p(class | image) and its gradient: a reward at clean images, a value at noisy ones where
   * the network was trained on them.
   *
   * @throws IllegalArgumentException where there is no such class
   */
  public LatentGuide towards(int target) {
    requireClass(target);
    return (states, level) ->
        rows.gradient(states, level, logits -> logProbability(logits, target));
  }

  private static Tensor logProbability(Tensor logits, int target) {
    return torch.log_softmax(logits, 1).select(1, target);
  }

  /** Refuses a class that is not there. */
  public void requireClass(int target) {
    if (target < 0 || target >= config.classes) {
      throw new IllegalArgumentException(
          "There is no class %d; the classifier knows 0 to %d"
              .formatted(target, config.classes - 1));
    }
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    rows.close();
  }
}
