package dev.lodestar.molecule.gdss;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.graph.AtomCounts;
import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.Langevin;
import dev.lodestar.torch.GdssConfig;
import dev.lodestar.torch.GdssConfig.NodeNet;
import dev.lodestar.torch.GdssNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A diffusion on molecular graphs ready to sample from. Close it when done.
 *
 * @param network its scores
 * @param palette elements behind an atom's features
 * @param counts how many heavy atoms designs have
 */
public record GdssModel(GdssNetwork network, AtomPalette palette, AtomCounts counts)
    implements AutoCloseable {
  /** Molecules of ZINC250k with 6, 7, 8, … heavy atoms, in ten thousandths. */
  private static final int[] ZINC_ATOMS = {
    0, 0, 1, 3, 8, 29, 47, 71, 113, 173, 253, 347, 466, 584, 709, 820, 747, 844, 928, 915, 774, 631,
    403, 312, 245, 191, 149, 105, 70, 41, 16, 5, 0
  };

  private static final int ZINC_FEWEST = 6;

  /** Loads weights that a training recipe wrote, which name their elements and atom counts. */
  public static GdssModel load(Path weights) throws IOException {
    GdssNetwork network = GdssNetwork.load(weights);
    try {
      return new GdssModel(
          network,
          new AtomPalette(whole(network, GdssRecipe.ELEMENTS)),
          new AtomCounts(
              whole(network, GdssRecipe.ATOM_COUNTS).stream().mapToDouble(n -> n).toArray()));
    } catch (IllegalArgumentException e) {
      network.close();
      throw new IllegalArgumentException(weights + ": " + e.getMessage(), e);
    }
  }

  private static List<Integer> whole(GdssNetwork network, String note) {
    String text = network.notes().getOrDefault(note, "");
    try {
      return Stream.of(text.replaceAll("[\\[\\] ]", "").split(",")).map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the note '" + note + "' is '" + text + "', not a list of whole numbers", e);
    }
  }

  /** Loads the published ZINC250k weights; the numbers of atoms are those of ZINC250k. */
  public static GdssModel zinc250k(Path weights, NodeNet nodes) throws IOException {
    return zinc250k(GdssNetwork.load(weights, GdssConfig.zinc250k(nodes)));
  }

  /** A model over networks of the published ZINC250k sizes, which it takes over. */
  public static GdssModel zinc250k(GdssNetwork network) {
    double[] weights = new double[ZINC_FEWEST + ZINC_ATOMS.length];
    Arrays.setAll(weights, n -> n < ZINC_FEWEST ? 0 : ZINC_ATOMS[n - ZINC_FEWEST]);
    return new GdssModel(network, AtomPalette.ZINC250K, new AtomCounts(weights));
  }

  /** The reverse process in a number of steps, with the published corrector. */
  public GdssProcess process(int steps, Meter meter) {
    return new GdssProcess(
        network, network.config().schedule(steps), Optional.of(Langevin.PUBLISHED), counts, meter);
  }

  /** Between its states and SMILES. */
  public GraphCodec codec() {
    return new GraphCodec(palette, network.shape());
  }

  @Override
  public void close() {
    network.close();
  }
}
