package dev.lodestar.torch;

import dev.lodestar.core.value.TokenValueNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A learned value of masked states: a network that is told the time.
 *
 * <p>Safe to use from several threads. Close it when done.
 */
public abstract sealed class NeuralValue implements TokenValueNet, AutoCloseable
    permits CnnValueNet, PooledValueNet {
  /** A chunk's fixed cost in rows. */
  private static final int OVERHEAD = 8;

  private final ValueConfig config;
  private final ValueForward net;
  private final ParameterSet parameters;
  private final Scaling scaling;
  private Optional<Batching> batching = Optional.empty();

  NeuralValue(ValueConfig config, ParameterSet parameters, Scaling scaling) {
    this.config = config;
    this.net = ValueForward.of(config);
    this.parameters = parameters;
    this.scaling = scaling;
  }

  /** Loads whichever value network the file says it holds. */
  public static NeuralValue load(Path file) throws IOException {
    String architecture = ModelFile.architecture(SafeTensors.read(file), file);
    return switch (architecture) {
      case CnnValueNet.ARCHITECTURE -> CnnValueNet.load(file);
      case PooledValueNet.ARCHITECTURE -> PooledValueNet.load(file);
      default ->
          throw new ModelFormatException(
              file, "holds a '" + architecture + "', which is not a value of masked states");
    };
  }

  /** The network of a configuration with the given weights. */
  static NeuralValue of(ValueConfig config, ParameterSet parameters, Scaling scaling) {
    return config instanceof PooledValueNet.Config c
        ? new PooledValueNet(c, parameters, scaling)
        : new CnnValueNet((CnnValueNet.Config) config, parameters, scaling);
  }

  /** Sizes of the network. */
  public ValueConfig config() {
    return config;
  }

  abstract String architecture();

  /** Writes the weights, the configuration and notes for whoever reads the file. */
  public final void save(Path file, Map<String, String> notes) throws IOException {
    ModelFile.write(file, architecture(), config, scaling, parameters, notes);
  }

  @Override
  public final double[] values(int[] tokens, int rows, int length, double time) {
    OneHot input = ValueForward.input(config);
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
    return forward(ValueForward.input(config).tensor(x), rows, time);
  }

  /** Values of one-hot states in the network's own scale, shape [rows]. */
  final Tensor forward(Tensor x, int rows, double time) {
    float[] times = new float[rows];
    Arrays.fill(times, (float) time);
    return net.forward(parameters, x, times);
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
    int[] row = new int[config.maxLength()];
    Arrays.setAll(row, i -> i * i % (config.vocabulary() + 1));
    OneHot input = ValueForward.input(config);
    float[] x = input.blank(size);
    input.put(x, size - 1, row, 0, row.length);
    try (Scope s = Scope.inference()) {
      return Torch.floats(forward(x, size, 0.5).narrow(0, size - 1, 1));
    }
  }

  final ParameterSet parameters() {
    return parameters;
  }

  final Scaling scaling() {
    return scaling;
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public final void close() {
    parameters.close();
  }
}
