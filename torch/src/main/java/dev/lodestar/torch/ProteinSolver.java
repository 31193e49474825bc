package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenDenoiser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A masked model of the residues of one structure: which amino acid stands where, given those that
 * are known and the distances between all of them. Four rounds of messages along the edges of a
 * graph of residues.
 *
 * <p>Tokens 0..19 are the letters of {@link #LETTERS}, the mask is 20. The network is told no time.
 * A state's answer depends on that state alone, to the last bit.
 *
 * <p>Source: Strokach et al., "Fast and flexible protein design using deep graph neural networks",
 * Cell Systems 11:402 (2020); parameter names are those of its public checkpoints.
 *
 * <p>Safe to use from several threads. Close it when done.
 */
public final class ProteinSolver implements TokenDenoiser, AutoCloseable {
  /** The amino acids in the order of their tokens. */
  public static final String LETTERS = "GVALICMFWPDESTYQNKRH";

  private final TokenGraph graph;
  private final ProteinSolverWeights weights;
  private final ConcurrentLinkedQueue<ProteinSolverScratch> idle = new ConcurrentLinkedQueue<>();
  private boolean closed;

  private ProteinSolver(TokenGraph graph, ProteinSolverWeights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /**
   * Loads a checkpoint for one structure.
   *
   * @param graph its residues; two features an edge, as {@link #features} makes them
   * @throws ModelFormatException where the file holds another network, naming what is amiss
   */
  public static ProteinSolver load(Path file, TokenGraph graph) throws IOException {
    if (graph.features().length != ProteinSolverWeights.FEATURES * graph.edges()) {
      throw new IllegalArgumentException(
          "%d features for %d edges; it takes %d an edge"
              .formatted(graph.features().length, graph.edges(), ProteinSolverWeights.FEATURES));
    }
    ProteinSolverWeights weights = ProteinSolverWeights.of(SafeTensors.read(file), file);
    return new ProteinSolver(graph, weights);
  }

  /**
   * The two features of an edge, scaled as in training.
   *
   * @param distance between the residues' nearest heavy atoms, Å
   * @param apart residues from the edge's row to its column along the chain
   */
  public static float[] features(double distance, int apart) {
    return new float[] {(float) ((distance - 6) / 12), (float) (apart / 68.1319)};
  }

  @Override
  public int vocabulary() {
    return LETTERS.length();
  }

  @Override
  public boolean timeIndependent() {
    return true;
  }

  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    if (length != graph.nodes() || tokens.length != rows * length) {
      throw new IllegalArgumentException(
          "states of %d residues for a structure of %d".formatted(length, graph.nodes()));
    }
    float[] out = new float[tokens.length * vocabulary()];
    Workers.run(rows, Workers.DEFAULT, i -> evaluate(tokens, i, out));
    return out;
  }

  private void evaluate(int[] tokens, int row, float[] out) {
    ProteinSolverScratch scratch = taken();
    try {
      scratch.run(tokens, row * graph.nodes(), out, row * graph.nodes() * vocabulary());
    } finally {
      given(scratch);
    }
  }

  private ProteinSolverScratch taken() {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("The network is closed.");
      }
    }
    ProteinSolverScratch free = idle.poll();
    return free != null ? free : new ProteinSolverScratch(graph, weights);
  }

  private synchronized void given(ProteinSolverScratch scratch) {
    if (closed) {
      scratch.close();
    } else {
      idle.add(scratch);
    }
  }

  /** Frees native memory; does nothing the second time. */
  @Override
  public synchronized void close() {
    closed = true;
    for (ProteinSolverScratch s = idle.poll(); s != null; s = idle.poll()) {
      s.close();
    }
  }
}
