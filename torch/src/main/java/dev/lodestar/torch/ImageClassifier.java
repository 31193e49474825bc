package dev.lodestar.torch;

import dev.lodestar.core.gaussian.LatentGuide;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolutional classifier of images with numbers from -1 to 1. It is told the noise level as one
 * more channel, so that one trained on noisy images tells their classes too.
 *
 * <p>A level: conv, group norm, SiLU, then the same with stride 2; at the end the mean over all
 * places (the features), and a linear map to logits.
 *
 * <p>Safe to use from several threads. Close it when done.
 */
public final class ImageClassifier implements AutoCloseable {
  static final String ARCHITECTURE = "image-classifier";

  private static final int OVERHEAD = 2;

  /** Rows that are differentiated together. */
  private static final int ROWS = 16;

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
      if (channels < 1 || patch < 1 || side < 1 || side % patch != 0 || classes < 2 || group < 1) {
        throw new IllegalArgumentException(
            "A classifier of images needs two classes, and a side that is a multiple of the patch");
      }
      if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1 || w % group != 0)) {
        throw new IllegalArgumentException(
            "A classifier's widths %s must be multiples of %d".formatted(widths, group));
      }
    }

    /** Sizes of an image. */
    public Shape shape() {
      return new Shape(channels, side, side);
    }

    /** Number of features. */
    public int features() {
      return widths.get(widths.size() - 1);
    }

    ParameterLayout layout() {
      ParameterLayout.Builder p = new ParameterLayout.Builder();
      int at = channels * patch * patch + 1;
      for (int l = 0; l < widths.size(); l++) {
        int width = widths.get(l);
        p.image("same." + l, width, at, 3).norm("same." + l + ".norm", width);
        p.image("half." + l, width, width, 3).norm("half." + l + ".norm", width);
        at = width;
      }
      return p.dense("classes", classes, at).build();
    }

    /** Features, shape [rows, features], in single precision. */
    Tensor features(Weights w, Tensor x, float[] levels, boolean half) {
      ImageNets nets = new ImageNets(w, half);
      Tensor u = patch == 1 ? x : torch.pixel_unshuffle(x, patch);
      Tensor told =
          Torch.tensor(levels, levels.length, 1, 1, 1)
              .expand(levels.length, 1, u.size(2), u.size(3));
      Tensor h = nets.enter(torch.cat(new TensorVector(u, told), 1));
      for (int l = 0; l < widths.size(); l++) {
        h = nets.active("same." + l + ".norm", group, nets.conv("same." + l, h, 1));
        h = nets.active("half." + l + ".norm", group, nets.conv("half." + l, h, 2));
      }
      return nets.leave(h).mean(2, 3);
    }

    /** Logits, shape [rows, classes]. */
    Tensor logits(Weights w, Tensor x, float[] levels, boolean half) {
      return Nets.dense(w, "classes", features(w, x, levels, half));
    }
  }

  private final Config config;
  private final ParameterSet parameters;
  private final Map<String, String> notes;
  private final Batching batching;

  ImageClassifier(Config config, ParameterSet parameters, Map<String, String> notes) {
    this.config = config;
    this.parameters = parameters;
    this.notes = Map.copyOf(notes);
    this.batching = new Batching(OVERHEAD, this::probe);
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
    ModelFile.write(file, ARCHITECTURE, config, Scaling.IDENTITY, parameters, with);
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
    float[] flat =
        run(
            images,
            config.classes,
            (x, levels) -> torch.log_softmax(config.logits(parameters, x, levels, false), 1),
            level);
    double[][] out = new double[images.size()][config.classes];
    for (int i = 0; i < flat.length; i++) {
      out[i / config.classes][i % config.classes] = flat[i];
    }
    return out;
  }

  /** Features of clean images, shape [rows][features]. */
  public double[][] features(Latents images) {
    int n = config.features();
    float[] flat =
        run(
            images,
            n,
            (x, levels) -> config.features(parameters, x, levels, false),
            NoiseLevel.DATA);
    double[][] out = new double[images.size()][n];
    for (int i = 0; i < flat.length; i++) {
      out[i / n][i % n] = flat[i];
    }
    return out;
  }

  /**
   * log p(class | image) and its gradient: a reward at clean images, a value at noisy ones where
   * the network was trained on them.
   *
   * @throws IllegalArgumentException where there is no such class
   */
  public LatentGuide towards(int target) {
    requireClass(target);
    return (states, level) -> gradient(states, level, logits -> logProbability(logits, target));
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

  private LatentGuide.Gradient gradient(
      Latents states, NoiseLevel level, Function<Tensor, Tensor> value) {
    require(states);
    int row = states.shape().numbers();
    double[] values = new double[states.size()];
    float[] out = new float[states.data().length];
    Workers.run(
        (states.size() + ROWS - 1) / ROWS,
        Workers.DEFAULT,
        i -> {
          int first = i * ROWS;
          int count = Math.min(ROWS, states.size() - first);
          float[] x = new float[ROWS * row];
          System.arraycopy(states.data(), first * row, x, 0, count * row);
          try (Scope s = Scope.gradients()) {
            Tensor in = input(x).set_requires_grad(true);
            Tensor v = value.apply(config.logits(parameters, in, told(ROWS, level), false));
            // the sum's gradient is every row's own
            v.sum().backward();
            float[] all = Torch.floats(v.detach());
            for (int r = 0; r < count; r++) {
              values[first + r] = all[r];
            }
            in.grad().contiguous().data_ptr_float().get(out, first * row, count * row);
          }
        });
    return new LatentGuide.Gradient(values, out);
  }

  private interface Part {
    Tensor of(Tensor images, float[] levels);
  }

  private float[] run(Latents images, int width, Part part, NoiseLevel level) {
    require(images);
    int row = images.shape().numbers();
    float[] out = new float[Math.multiplyExact(images.size(), width)];
    batching.run(
        images.size(),
        (first, count, padded) -> {
          float[] x = new float[padded * row];
          System.arraycopy(images.data(), first * row, x, 0, count * row);
          try (Scope s = Scope.inference()) {
            part.of(input(x), told(padded, level))
                .narrow(0, 0, count)
                .contiguous()
                .data_ptr_float()
                .get(out, first * width, count * width);
          }
        });
    return out;
  }

  private void require(Latents images) {
    parameters.requireOpen();
    if (!images.shape().equals(config.shape())) {
      throw new IllegalArgumentException(
          "The classifier takes images of %s, not %s".formatted(config.shape(), images.shape()));
    }
  }

  private Tensor input(float[] x) {
    int n = config.shape().numbers();
    return Torch.tensor(x, x.length / n, config.channels, config.side, config.side);
  }

  private static float[] told(int rows, NoiseLevel level) {
    float[] out = new float[rows];
    Arrays.fill(out, angle(level));
    return out;
  }

  /** The logits of one row as the last of a batch. */
  private float[] probe(int size) {
    int n = config.shape().numbers();
    float[] x = new float[size * n];
    for (int k = 0; k < n; k++) {
      x[x.length - n + k] = (float) Math.sin(k * k);
    }
    try (Scope s = Scope.inference()) {
      Tensor y = config.logits(parameters, input(x), told(size, NoiseLevel.DATA), false);
      return Torch.floats(y.narrow(0, size - 1, 1));
    }
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    parameters.close();
  }
}
