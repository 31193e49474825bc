package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A regression network in scoring mode: dropout is off, always.
 *
 * <p>Safe to use from several threads. Close it when done.
 */
public abstract sealed class NeuralRegressor implements TokenRegressor, AutoCloseable
    permits ConvGruRegressor, CnnRegressor, ResidualRegressor {
  /** A chunk's fixed cost in rows: recurrent steps and dense layers do little a row. */
  private static final int OVERHEAD = 16;

  /** Positions a chunk at most: activations of more leave the processor's caches. */
  private static final int CHUNK_POSITIONS = 6400;

  private final RegressorNet net;
  private final ParameterSet parameters;
  private final Scaling scaling;
  private final Map<Integer, Batching> batching = new HashMap<>();

  NeuralRegressor(RegressorNet net, ParameterSet parameters, Scaling scaling) {
    this.net = net;
    this.parameters = parameters;
    this.scaling = scaling;
  }

  /** Loads whichever regression network the file says it holds. */
  public static NeuralRegressor load(Path file) throws IOException {
    String architecture = ModelFile.architecture(SafeTensors.read(file), file);
    return switch (architecture) {
      case ConvGruRegressor.ARCHITECTURE -> ConvGruRegressor.load(file);
      case CnnRegressor.ARCHITECTURE -> CnnRegressor.load(file);
      case ResidualRegressor.ARCHITECTURE -> ResidualRegressor.load(file);
      default ->
          throw new ModelFormatException(
              file, "holds a '" + architecture + "', which is not a regression network");
    };
  }

  /** The network of a configuration with the given weights. */
  static NeuralRegressor of(RegressorConfig config, ParameterSet parameters, Scaling scaling) {
    if (config instanceof ConvGruRegressor.Config c) {
      return new ConvGruRegressor(c, parameters, scaling);
    }
    if (config instanceof ResidualRegressor.Config c) {
      return new ResidualRegressor(c, parameters, scaling);
    }
    return new CnnRegressor((CnnRegressor.Config) config, parameters, scaling);
  }

  /** Sizes of the network. */
  public abstract RegressorConfig config();

  abstract String architecture();

  /** Writes the weights, the configuration and notes for whoever reads the file. */
  public final void save(Path file, Map<String, String> notes) throws IOException {
    ModelFile.write(file, architecture(), config(), scaling, parameters, notes);
  }

  @Override
  public final int vocabulary() {
    return config().vocabulary();
  }

  /** How outputs become data units. */
  public final Scaling scaling() {
    return scaling;
  }

  /**
   * The same network as a plain program runs it: the whole batch at once, threads inside the
   * operations. Slower; here to compare with. Lives as long as this network.
   */
  public final TokenRegressor plain() {
    return new PlainRegressor(vocabulary(), net, parameters, scaling);
  }

  final RegressorNet net() {
    return net;
  }

  final ParameterSet parameters() {
    return parameters;
  }

  @Override
  public final double[] score(int[] tokens, int rows, int length) {
    return run(rows, length, (in, x, r, row) -> in.put(x, r, tokens, row * length, length));
  }

  @Override
  public final double[] scoreProbabilities(float[] probabilities, int rows, int length) {
    int stride = length * vocabulary();
    return run(
        rows,
        length,
        (in, x, r, row) -> in.putProbabilities(x, r, probabilities, row * stride, length));
  }

  private interface Encoder {
    void put(OneHot input, float[] x, int r, int row);
  }

  private double[] run(int rows, int length, Encoder encoder) {
    OneHot input = net.input(length);
    Batching shapes = batching(input);
    double[] out = new double[rows];
    shapes.run(
        rows,
        (first, count, padded) -> {
          try (Scope s = Scope.inference()) {
            float[] x = input.blank(padded);
            for (int r = 0; r < count; r++) {
              encoder.put(input, x, r, first + r);
            }
            Tensor y = net.infer(parameters, input.tensor(x));
            float[] values = Torch.floats(y);
            for (int r = 0; r < count; r++) {
              out[first + r] = scaling.toData(values[r]);
            }
          }
        });
    return out;
  }

  private synchronized Batching batching(OneHot input) {
    parameters.requireOpen();
    return batching.computeIfAbsent(
        input.width(),
        w -> new Batching(OVERHEAD, CHUNK_POSITIONS / w, size -> probe(input, size)));
  }

  /** One and the same row's output at a batch size. */
  private float[] probe(OneHot input, int size) {
    int[] row = new int[input.width()];
    Arrays.setAll(row, i -> i * i % (vocabulary() + 1));
    float[] x = input.blank(size);
    input.put(x, size - 1, row, 0, row.length);
    try (Scope s = Scope.inference()) {
      Tensor y = net.infer(parameters, input.tensor(x));
      return Torch.floats(y.narrow(0, size - 1, 1));
    }
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public final void close() {
    parameters.close();
  }
}
