package dev.lodestar.molecule.surrogate;

import dev.lodestar.core.task.Progress;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Scaffold;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.recipe.SmilesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Molecules with docking scores, from a table with columns {@code smiles} and one a protein.
 *
 * @param features one a molecule
 * @param scores minus the energy in kcal/mol; what clashes, with a positive energy, counts as 0
 * @param scaffolds Murcko scaffold of each, empty where there is no ring
 * @param refused rows without a molecule or a score
 */
record Scores(List<Features> features, double[] scores, List<String> scaffolds, int refused) {

  /**
   * Reads a table, which may be gzipped.
   *
   * @throws IllegalArgumentException with a sentence where it is no such table
   */
  static Scores read(Path file, String protein, Progress progress) throws IOException {
    List<String> lines = SmilesFile.lines(file);
    List<String> head = lines.isEmpty() ? List.of() : List.of(lines.get(0).split("\t"));
    int smiles = column(file, head, "smiles");
    int score = column(file, head, protein);
    List<Features> features = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    List<String> scaffolds = new ArrayList<>();
    int refused = 0;
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      try {
        double energy = Double.parseDouble(cells[score]);
        Molecule molecule = Smiles.read(cells[smiles]);
        scaffolds.add(Scaffold.of(molecule).orElse(""));
        features.add(Features.of(molecule));
        scores.add(Math.max(0, -energy));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        refused++;
      }
      if (i % 1000 == 0) {
        progress.step(i, lines.size() - 1L, "molecules read");
      }
    }
    double[] all = scores.stream().mapToDouble(Double::doubleValue).toArray();
    return new Scores(features, all, scaffolds, refused);
  }

  private static int column(Path file, List<String> head, String name) {
    int at = head.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          file
              + " has no column '"
              + name
              + "' in its first line; a table of docking scores has tabs between its columns"
              + " smiles, one a protein, and others.");
    }
    return at;
  }

  int size() {
    return scores.length;
  }

  /** About that share of the molecules, drawn one by one. */
  BitSet drawn(double share, long seed) {
    return heldOut(share, seed, Integer::toString);
  }

  /** About that share of the molecules, drawn scaffold by scaffold. */
  BitSet drawnByScaffold(double share, long seed) {
    return heldOut(share, seed, scaffolds::get);
  }

  private BitSet heldOut(double share, long seed, IntFunction<String> group) {
    Map<String, BitSet> groups = new LinkedHashMap<>();
    for (int i = 0; i < size(); i++) {
      groups.computeIfAbsent(group.apply(i), g -> new BitSet()).set(i);
    }
    List<BitSet> order = new ArrayList<>(groups.values());
    Collections.shuffle(order, new Random(seed));
    BitSet out = new BitSet();
    for (BitSet g : order) {
      // a scaffold that is everywhere would fill the held-out set by itself
      if (out.cardinality() + g.cardinality() <= share * size()) {
        out.or(g);
      }
    }
    return out;
  }

  /** The molecules at some places. */
  Scores at(BitSet places) {
    int[] rows = places.stream().toArray();
    return new Scores(
        IntStream.of(rows).mapToObj(features::get).toList(),
        IntStream.of(rows).mapToDouble(i -> scores[i]).toArray(),
        IntStream.of(rows).mapToObj(scaffolds::get).toList(),
        0);
  }

  /** The molecules at all other places. */
  Scores without(BitSet places) {
    BitSet rest = new BitSet();
    rest.set(0, size());
    rest.andNot(places);
    return at(rest);
  }

  /** How well a network predicts these. */
  Judgement judge(Network network) {
    return Judgement.of(scores, features.stream().mapToDouble(network::of).toArray());
  }
}
