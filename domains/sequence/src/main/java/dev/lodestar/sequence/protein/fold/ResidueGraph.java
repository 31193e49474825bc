package dev.lodestar.sequence.protein.fold;

import dev.lodestar.torch.ProteinSolver;
import dev.lodestar.torch.TokenGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph that ProteinSolver reads of a chain: residues whose heavy atoms come within 12 Å of
 * each other, side chains among them.
 */
final class ResidueGraph {
  /** Å. */
  static final double REACH = 12;

  private ResidueGraph() {}

  /** The graph of a chain; residues count as neighbours in the order of the file, breaks or not. */
  static TokenGraph of(Chain chain) {
    List<Residue> residues = chain.residues();
    int n = residues.size();
    List<int[]> edges = new ArrayList<>();
    List<float[]> features = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double d = i == j ? Double.POSITIVE_INFINITY : residues.get(i).distance(residues.get(j));
        if (d <= REACH) {
          edges.add(new int[] {i, j});
          features.add(ProteinSolver.features(d, j - i));
        }
      }
    }
    float[] flat = new float[2 * features.size()];
    for (int k = 0; k < features.size(); k++) {
      System.arraycopy(features.get(k), 0, flat, 2 * k, 2);
    }
    return new TokenGraph(
        n,
        edges.stream().mapToInt(e -> e[0]).toArray(),
        edges.stream().mapToInt(e -> e[1]).toArray(),
        flat);
  }
}
