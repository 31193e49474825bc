package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.GraphValueNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A learned value of noisy graphs: messages between atoms, weighed by the pairs' own numbers, in a
 * network that is told the time.
 *
 * <p>A pair's number a, a bond order with noise on it, becomes weights that rise where it is near
 * 0, 1, 2 and 3, and a itself; each kind of weight carries messages of its own. So at low noise
 * atoms hear through their bonds and by the bonds' orders, and what is no bond is one more kind:
 * the graph is not a complete one whose edges are alike.
 *
 * <p>Safe to use from several threads. Close it when done.
 */
public final class GdssValueNet implements GraphValueNet, AutoCloseable {
  static final String ARCHITECTURE = "gdss-value";
  private static final int WAVES = 8;

  /** Kinds of a pair's weight: near 0, 1, 2 and 3, and the number itself. */
  private static final int ORDERS = 4;

  private static final int KINDS = ORDERS + 1;
  private static final double NEAR = 0.5;

  /** A chunk's fixed cost in rows. */
  private static final int OVERHEAD = 8;

  /**
   * Sizes of the network.
   *
   * @param capacity most atoms
   * @param features numbers an atom carries
   * @param width numbers an atom has inside
   * @param layers rounds of messages
   */
  public record Config(int capacity, int features, int width, int layers) {
    public Config {
      new GraphShape(capacity, features);
      if (width < 1 || layers < 1) {
        throw new IllegalArgumentException("A value network needs sizes of at least 1");
      }
    }

    /** A network that trains in minutes on two cores. */
    public static Config small(GraphShape shape) {
      return new Config(shape.capacity(), shape.features(), 64, 4);
    }

    GraphShape shape() {
      return new GraphShape(capacity, features);
    }

    ParameterLayout layout() {
      ParameterLayout.Builder b = new ParameterLayout.Builder();
      b.dense("in", width, features + KINDS);
      for (int i = 0; i < layers; i++) {
        b.dense("layers." + i + ".self", width, width)
            .dense("layers." + i + ".messages", width, KINDS * width)
            .dense("layers." + i + ".time", width, WAVES)
            .norm("layers." + i + ".norm", width)
            .dense("layers." + i + ".out", width, width);
      }
      return b.dense("head.0", width, 2 * width + WAVES).dense("head.1", 1, width).build();
    }

    /**
     * Values in the scale the network was trained on.
     *
     * @param times shape [rows]
     * @return shape [rows]
     */
    Tensor forward(Weights w, GraphParticles states, float[] times) {
      int rows = states.size();
      long n = capacity;
      float[] there = new float[rows * capacity];
      for (int i = 0; i < rows; i++) {
        Arrays.fill(there, i * capacity, i * capacity + states.atoms()[i], 1);
      }
      Tensor atoms = Torch.tensor(there, rows, n, 1);
      Tensor x = Torch.tensor(states.field().nodes(), rows, n, features);
      Tensor a = Torch.tensor(PlainGdss.square(states.field().edges(), rows, capacity), rows, n, n);
      Tensor waves = waves(times);
      Tensor kinds = kinds(a, atoms); // [rows, KINDS, n, n]
      Tensor degrees = kinds.sum(3).transpose(1, 2);
      Tensor h = Nets.dense(w, "in", torch.cat(new TensorVector(x, degrees), -1)).mul(atoms);
      Tensor flat = kinds.reshape(rows, KINDS * n, n);
      for (int i = 0; i < layers; i++) {
        String layer = "layers." + i;
        Tensor heard =
            torch
                .bmm(flat, h)
                .view(rows, KINDS, n, width)
                .permute(0, 2, 1, 3)
                .reshape(rows, n, (long) KINDS * width);
        Tensor moved =
            Nets.dense(w, layer + ".self", h)
                .add(Nets.dense(w, layer + ".messages", heard))
                .add(Nets.dense(w, layer + ".time", waves).unsqueeze(1));
        Tensor active = Nets.norm(w, layer + ".norm", moved).relu();
        h = h.add(Nets.dense(w, layer + ".out", active)).mul(atoms);
      }
      Tensor sum = h.sum(1);
      Tensor mean = sum.div(atoms.sum(1));
      Tensor all = torch.cat(new TensorVector(mean, Nets.times(sum, 1.0 / capacity), waves), -1);
      Tensor hidden = Nets.dense(w, "head.0", all).relu();
      return Nets.dense(w, "head.1", hidden).squeeze(-1);
    }

    /** Weights of the pairs, by kind; zero for a pair of an atom with itself or with none. */
    private Tensor kinds(Tensor a, Tensor atoms) {
      Tensor pairs = torch.bmm(atoms, atoms.transpose(1, 2));
      Tensor apart = torch.eye(capacity).neg().add(new Scalar(1.0));
      Tensor real = pairs.mul(apart);
      Tensor[] kinds = new Tensor[KINDS];
      for (int order = 0; order < ORDERS; order++) {
        Tensor off = Nets.times(a.sub(new Scalar((double) order)), 1 / NEAR);
        kinds[order] = Nets.times(off.square(), -0.5).exp().mul(real);
      }
      kinds[ORDERS] = a.mul(real);
      // as many strangers as a graph has atoms shall not drown its bonds
      kinds[0] = Nets.times(kinds[0], 1.0 / capacity);
      return torch.stack(new TensorVector(kinds), 1);
    }

    /** cos(π·k·t), k = 0..7. */
    private static Tensor waves(float[] times) {
      float[] out = new float[times.length * WAVES];
      for (int r = 0; r < times.length; r++) {
        for (int k = 0; k < WAVES; k++) {
          out[r * WAVES + k] = (float) Math.cos(Math.PI * k * times[r]);
        }
      }
      return Torch.tensor(out, times.length, WAVES);
    }
  }

  private final Config config;
  private final ParameterSet parameters;
  private final Scaling scaling;
  private final Map<String, String> notes;
  private Optional<Batching> batching = Optional.empty();

  GdssValueNet(Config config, ParameterSet parameters, Scaling scaling, Map<String, String> notes) {
    this.config = config;
    this.parameters = parameters;
    this.scaling = scaling;
    this.notes = Map.copyOf(notes);
  }

  /** Loads a file that {@link #save} wrote. */
  public static GdssValueNet load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Config config = ModelFile.config(tensors, file, ARCHITECTURE, Config.class);
    ParameterSet parameters = ParameterSet.of(config.layout(), tensors, file);
    return new GdssValueNet(
        config, parameters, ModelFile.scaling(tensors, file), tensors.metadata());
  }

  /** Writes the weights, the configuration and notes for whoever reads the file. */
  public void save(Path file, Map<String, String> with) throws IOException {
    ModelFile.write(file, ARCHITECTURE, config, scaling, parameters, with);
  }

  /** Sizes of the network. */
  public Config config() {
    return config;
  }

  /** The notes in the file that the network was loaded from. */
  public Map<String, String> notes() {
    return notes;
  }

  @Override
  public double[] values(GraphParticles states, double time) {
    if (!states.shape().equals(config.shape())) {
      throw new IllegalArgumentException(
          states.shape() + " does not fit the value network's " + config.shape());
    }
    double[] out = new double[states.size()];
    batching()
        .run(
            states.size(),
            (first, count, padded) -> {
              int[] rows = new int[padded];
              Arrays.setAll(rows, r -> first + Math.min(r, count - 1));
              float[] y = forward(states.select(rows), time);
              for (int r = 0; r < count; r++) {
                out[first + r] = scaling.toData(y[r]);
              }
            });
    return out;
  }

  private float[] forward(GraphParticles states, double time) {
    float[] times = new float[states.size()];
    Arrays.fill(times, (float) time);
    try (Scope s = Scope.inference()) {
      return Torch.floats(config.forward(parameters, states, times));
    }
  }

  private synchronized Batching batching() {
    parameters.requireOpen();
    if (batching.isEmpty()) {
      batching = Optional.of(new Batching(OVERHEAD, this::probe));
    }
    return batching.get();
  }

  /** One and the same graph's value, as the last of a batch. */
  private float[] probe(int size) {
    GraphShape shape = config.shape();
    float[] nodes = new float[size * shape.nodeNumbers()];
    float[] edges = new float[size * shape.pairNumbers()];
    for (int k = 0; k < shape.nodeNumbers(); k++) {
      nodes[(size - 1) * shape.nodeNumbers() + k] = (float) Math.sin(k);
    }
    for (int k = 0; k < shape.pairNumbers(); k++) {
      edges[(size - 1) * shape.pairNumbers() + k] = (float) (1.5 + 1.5 * Math.cos(k));
    }
    int[] atoms = new int[size];
    Arrays.fill(atoms, shape.capacity());
    float[] all = forward(GraphParticles.clean(new GraphField(nodes, edges, shape), atoms), 0.5);
    return new float[] {all[size - 1]};
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    parameters.close();
  }
}
