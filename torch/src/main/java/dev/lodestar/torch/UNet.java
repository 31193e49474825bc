package dev.lodestar.torch;

import dev.lodestar.core.gaussian.GradientDenoiser;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A U-Net as the denoiser of Gaussian diffusion on images with numbers from -1 to 1; it predicts v.
 *
 * <p>It is told a noise level by its angle atan2(deviation, scale), so that any variance-preserving
 * schedule can be passed; and, where it knows classes, a class or nothing.
 *
 * <p>Safe to use from several threads. Close it when done.
 *
 * @see <a href="https://arxiv.org/abs/2006.11239">the architecture (Ho, Jain, Abbeel 2020)</a>
 */
public final class UNet implements GradientDenoiser, AutoCloseable {
  static final String ARCHITECTURE = "unet";

  private static final int OVERHEAD = 2;

  /** Rows that are differentiated together. */
  private static final int ROWS = 16;

  private final UNetConfig config;
  private final ParameterSet parameters;
  private final boolean half;
  private final Batching batching;

  UNet(UNetConfig config, ParameterSet parameters) {
    this(config, parameters, false);
  }

  private UNet(UNetConfig config, ParameterSet parameters, boolean half) {
    this.config = config;
    this.parameters = parameters;
    this.half = half;
    this.batching = new Batching(OVERHEAD, this::probe);
  }

  /** An untrained network. */
  public static UNet untrained(UNetConfig config, long seed) {
    ParameterLayout layout = config.layout();
    return new UNet(config, new ParameterSet(layout, layout.initial(seed)));
  }

  /** Loads a file that {@link #save} wrote. */
  public static UNet load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    UNetConfig config = ModelFile.config(tensors, file, ARCHITECTURE, UNetConfig.class);
    return new UNet(config, ParameterSet.of(config.layout(), tensors, file));
  }

  /**
   * Writes the weights, the configuration and notes for whoever reads the file.
   *
   * <p>A halved network stores in bfloat16 what it rounds to bfloat16 before each use: the file is
   * half as large, and a halved network that is loaded from it computes the same, bit for bit.
   */
  public void save(Path file, Map<String, String> notes) throws IOException {
    Map<String, StoredTensor> stored =
        parameters.stored(half ? UNetForward::rounds : name -> false);
    ModelFile.write(file, ARCHITECTURE, config, Scaling.IDENTITY, stored, notes);
  }

  /**
   * The same network computing in bfloat16, as it was trained: several times faster on processors
   * with instructions for it. Lives as long as this network.
   */
  public UNet halved() {
    return new UNet(config, parameters, true);
  }

  /** Sizes of the network. */
  public UNetConfig config() {
    return config;
  }

  @Override
  public Shape shape() {
    return config.shape();
  }

  @Override
  public Head head() {
    return Head.V;
  }

  @Override
  public int conditions() {
    return config.classes();
  }

  @Override
  public float[] predict(Latents states, NoiseLevel level) {
    require(states);
    float[] out = new float[states.data().length];
    int row = config.pixels();
    batching.run(
        states.size(),
        (first, count, padded) -> {
          float[] x = Arrays.copyOfRange(states.data(), first * row, (first + padded) * row);
          Arrays.fill(x, count * row, padded * row, 0);
          int[] told = Arrays.copyOfRange(states.conditions(), first, first + padded);
          Arrays.fill(told, count, padded, Latents.NONE);
          try (Scope s = Scope.inference()) {
            Tensor y = forward(input(x), told, level);
            y.narrow(0, 0, count).contiguous().data_ptr_float().get(out, first * row, count * row);
          }
        });
    return out;
  }

  @Override
  public float[] pullback(Latents states, NoiseLevel level, float[] cotangent) {
    require(states);
    int row = config.pixels();
    float[] out = new float[states.data().length];
    Workers.run(
        (states.size() + ROWS - 1) / ROWS,
        Workers.DEFAULT,
        i -> {
          int first = i * ROWS;
          int count = Math.min(ROWS, states.size() - first);
          // A fixed shape, as forwards: what a row gets does not depend on its batch.
          float[] x = Arrays.copyOf(part(states.data(), first, count), ROWS * row);
          float[] c = Arrays.copyOf(part(cotangent, first, count), ROWS * row);
          int[] told = Arrays.copyOfRange(states.conditions(), first, first + ROWS);
          Arrays.fill(told, count, ROWS, Latents.NONE);
          try (Scope s = Scope.gradients()) {
            Tensor in = input(x).set_requires_grad(true);
            forward(in, told, level).mul(input(c)).sum().backward();
            in.grad().contiguous().data_ptr_float().get(out, first * row, count * row);
          }
        });
    return out;
  }

  private float[] part(float[] rows, int first, int count) {
    return Arrays.copyOfRange(rows, first * config.pixels(), (first + count) * config.pixels());
  }

  private void require(Latents states) {
    parameters.requireOpen();
    if (!states.shape().equals(shape())) {
      throw new IllegalArgumentException(
          "The network takes images of %s, not %s".formatted(shape(), states.shape()));
    }
    for (int c : states.conditions()) {
      if (c >= config.classes()) {
        throw new IllegalArgumentException(
            config.classes() == 0
                ? "The network knows no classes, and is told class " + c
                : "There is no class %d; the network knows 0 to %d"
                    .formatted(c, config.classes() - 1));
      }
    }
  }

  private Tensor input(float[] x) {
    return Torch.tensor(
        x, x.length / config.pixels(), config.channels(), config.side(), config.side());
  }

  private Tensor forward(Tensor x, int[] told, NoiseLevel level) {
    float[] levels = new float[told.length];
    Arrays.fill(levels, ImageClassifier.angle(level));
    return new UNetForward(config, parameters, half).output(x, levels, told);
  }

  /** The output of one row as the last of a batch. */
  private float[] probe(int size) {
    float[] x = new float[size * config.pixels()];
    for (int k = 0; k < config.pixels(); k++) {
      x[x.length - config.pixels() + k] = (float) Math.sin(k * k);
    }
    int[] told = new int[size];
    Arrays.fill(told, Latents.NONE);
    try (Scope s = Scope.inference()) {
      Tensor y = forward(input(x), told, NoiseLevel.preserving(0, 0.5));
      return Torch.floats(y.narrow(0, size - 1, 1));
    }
  }

  ParameterSet parameters() {
    return parameters;
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    parameters.close();
  }
}
