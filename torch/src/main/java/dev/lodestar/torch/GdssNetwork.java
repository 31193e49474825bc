package dev.lodestar.torch;

import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphScore;
import dev.lodestar.core.graph.GraphShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The score networks of GDSS, for atoms and pairs. Parameter names are those of the public
 * checkpoints, {@code x_state_dict.*} and {@code adj_state_dict.*}.
 *
 * <p>Scores: atoms −net_x/deviation(t), pairs net_a as it is; the networks see no time.
 *
 * <p>A graph's answer depends on that graph alone, to the last bit; see {@link GdssKernel}.
 *
 * <p>Safe to use from several threads. Close it when done.
 */
public final class GdssNetwork implements GraphScore, AutoCloseable {
  static final String ARCHITECTURE = "gdss";

  private final GdssConfig config;
  private final ParameterSet parameters;
  private final Map<String, String> notes;
  private final GdssKernel kernel;

  GdssNetwork(GdssConfig config, ParameterSet parameters, Map<String, String> notes) {
    this.config = config;
    this.parameters = parameters;
    this.notes = Map.copyOf(notes);
    this.kernel = new GdssKernel(config, parameters);
  }

  /** Untrained networks. */
  public static GdssNetwork untrained(GdssConfig config, long seed) {
    ParameterLayout layout = config.layout();
    return new GdssNetwork(config, new ParameterSet(layout, layout.initial(seed)), Map.of());
  }

  /** Loads a file that {@link #save} wrote. */
  public static GdssNetwork load(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    GdssConfig config = ModelFile.config(tensors, file, ARCHITECTURE, GdssConfig.class);
    return new GdssNetwork(
        config, ParameterSet.of(config.layout(), tensors, file), tensors.metadata());
  }

  /** Whether a file says which networks it holds, as {@link #save} writes it. */
  public static boolean describes(SafeTensors file) {
    return file.metadata().containsKey(ModelFile.ARCHITECTURE);
  }

  /** Loads the weights of networks whose sizes the file does not tell. */
  public static GdssNetwork load(Path file, GdssConfig config) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    return new GdssNetwork(
        config, ParameterSet.of(config.layout(), tensors, file), tensors.metadata());
  }

  /** Writes the weights, the configuration and notes for whoever reads the file. */
  public void save(Path file, Map<String, String> with) throws IOException {
    ModelFile.write(file, ARCHITECTURE, config, Scaling.IDENTITY, parameters, with);
  }

  /** Sizes and equations. */
  public GdssConfig config() {
    return config;
  }

  /** The notes in the file that the networks were loaded from. */
  public Map<String, String> notes() {
    return notes;
  }

  @Override
  public GraphShape shape() {
    return config.shape();
  }

  @Override
  public GraphField of(GraphParticles states, double time) {
    parameters.requireOpen();
    int rows = states.size();
    GraphField out = GraphField.zero(rows, shape());
    float[] x = states.field().nodes();
    float[] a = states.field().edges();
    double deviation = config.nodeSchedule().deviation(time);
    Workers.run(
        rows,
        Workers.DEFAULT,
        i -> {
          int fromX = i * shape().nodeNumbers();
          int atoms = states.atoms()[i];
          kernel.run(x, fromX, a, i * shape().pairNumbers(), atoms, out.nodes(), out.edges());
          for (int k = fromX; k < fromX + atoms * config.features(); k++) {
            out.nodes()[k] = (float) (-out.nodes()[k] / deviation);
          }
        });
    return out;
  }

  /**
   * The same networks as a plain program runs them: the whole batch at once, padded to the
   * capacity, every pair twice, threads inside the operations. Slower; here to compare with, and to
   * test against. Lives as long as these networks.
   */
  public GraphScore plain() {
    return new PlainGdss(config, parameters);
  }

  ParameterSet parameters() {
    return parameters;
  }

  /** Frees the weights; does nothing the second time. Not to be called while in use. */
  @Override
  public synchronized void close() {
    kernel.close();
    parameters.close();
  }
}
