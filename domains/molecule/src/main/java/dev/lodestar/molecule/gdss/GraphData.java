package dev.lodestar.molecule.gdss;

import dev.lodestar.core.graph.AtomCounts;
import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.BondGraph;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * Molecules to learn from, drawn into parts.
 *
 * @param train graphs to learn from
 * @param heldOut every fiftieth molecule, drawn by the split seed
 * @param leftOut lines whose molecule has another element or too many atoms
 */
record GraphData(List<BondGraph> train, List<BondGraph> heldOut, int leftOut) {
  private static final int HELD_OUT = 50;

  /**
   * Reads SMILES, one a line, gzipped where the name ends in {@code .gz}.
   *
   * @throws IllegalArgumentException where a line is no SMILES or nothing fits, naming file and
   *     line
   */
  static GraphData read(Path file, AtomPalette palette, int capacity, long splitSeed)
      throws IOException {
    List<BondGraph> train = new ArrayList<>();
    List<BondGraph> heldOut = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(splitSeed);
    int leftOut = 0;
    int number = 0;
    try (BufferedReader lines = open(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        BondGraph graph = graph(file, number, line.strip());
        boolean fits = graph.size() >= 1 && graph.size() <= capacity;
        for (int element : graph.elements()) {
          fits &= palette.elements().contains(element);
        }
        if (!fits) {
          leftOut++;
        } else {
          (random.nextInt(HELD_OUT) == 0 ? heldOut : train).add(graph);
        }
      }
    }
    if (train.isEmpty()) {
      throw new IllegalArgumentException(
          "%s holds no molecule of 1 to %d heavy atoms of the elements %s."
              .formatted(file, capacity, palette.elements()));
    }
    return new GraphData(List.copyOf(train), List.copyOf(heldOut), leftOut);
  }

  private static BondGraph graph(Path file, int number, String smiles) {
    try {
      return GraphSmiles.read(smiles);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s, line %d: %s".formatted(file, number, e.getMessage()), e);
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    boolean zipped = file.toString().endsWith(".gz");
    return new BufferedReader(
        new InputStreamReader(
            zipped ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file),
            StandardCharsets.UTF_8));
  }

  /** How many heavy atoms the molecules have. */
  static AtomCounts counts(List<BondGraph> graphs, int capacity) {
    double[] weights = new double[capacity + 1];
    graphs.forEach(g -> weights[g.size()]++);
    return new AtomCounts(weights);
  }
}
