package dev.lodestar.sequence.protein.gb1;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.SequenceTable;
import dev.lodestar.sequence.task.ModelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measured fitness of the variants: binding to the Fc part of IgG and fraction folded, relative to
 * the wild type.
 *
 * <p>Source: Wu et al., "Adaptation in protein fitness landscapes is facilitated by indirect
 * paths", eLife 5:e16965 (2016).
 *
 * @param fitness of every variant by its number, NaN where it is not in the table
 * @param identity of the table
 */
record Landscape(double[] fitness, String identity) implements Reward<String> {
  /**
   * Reads a table with the columns {@code sequence}, four letters, and {@code fitness}.
   *
   * @throws InvalidFileException naming line and column of the first fault
   */
  static Landscape read(Path file) throws IOException {
    SequenceTable table = SequenceTable.read(file);
    int sequence = table.column("sequence");
    int value = table.column("fitness");
    double[] fitness = new double[Gb1.VARIANTS];
    Arrays.fill(fitness, Double.NaN);
    for (int row = 0; row < table.rows().size(); row++) {
      String variant = table.sequence(row, sequence, Alphabet.PROTEIN);
      if (variant.length() != Gb1.SITES) {
        throw fault(table, row, "'%s' has %d letters, not the four of sites 39, 40, 41 and 54");
      }
      if (!Double.isNaN(fitness[Gb1.number(variant)])) {
        throw fault(table, row, "'%s' of %d letters stands in the table a second time");
      }
      fitness[Gb1.number(variant)] = table.number(row, value);
    }
    if (Arrays.stream(fitness).allMatch(Double::isNaN)) {
      throw new InvalidFileException(file, "has no variant below its header");
    }
    return new Landscape(fitness, "gb1 landscape sha256=" + ModelSet.sha256(file));
  }

  private static InvalidFileException fault(SequenceTable table, int row, String what) {
    String variant = table.rows().get(row).get(table.columns().indexOf("sequence"));
    return new InvalidFileException(
        table.file(),
        table.lines().get(row),
        "sequence",
        what.formatted(variant, variant.length()));
  }

  /** Numbers of the variants that are there, the fittest first. */
  int[] ranked() {
    List<Integer> all = new ArrayList<>();
    for (int v = 0; v < fitness.length; v++) {
      if (!Double.isNaN(fitness[v])) {
        all.add(v);
      }
    }
    all.sort((a, b) -> Double.compare(fitness[b], fitness[a]));
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public List<Score> score(List<String> designs) {
    List<Score> out = new ArrayList<>(designs.size());
    for (String design : designs) {
      double f = fitness[Gb1.number(Gb1.CODEC.alphabet().canonical(design))];
      out.add(
          Double.isNaN(f) ? new Score.Infeasible("not among the measured variants") : Score.of(f));
    }
    return out;
  }
}
