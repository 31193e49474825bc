package dev.lodestar.sequence.protein.family;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.SequenceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Different variants of one length with their measurements.
 *
 * @param tokens one row a variant
 * @param measured shape [variants]; the mean of those that were measured several times
 */
record Variants(List<int[]> tokens, double[] measured) {
  /**
   * Reads a table with the column {@code sequence} and one of measurements.
   *
   * @throws InvalidFileException naming line and column of the first fault; sequences of another
   *     length, such as those with insertions, are one
   */
  static Variants read(Path file, String column) throws IOException {
    SequenceTable table = SequenceTable.read(file);
    int sequence = table.column("sequence");
    int value = table.column(column);
    Map<String, List<Double>> all = new LinkedHashMap<>();
    int length = -1;
    for (int row = 0; row < table.rows().size(); row++) {
      String variant = table.sequence(row, sequence, Alphabet.PROTEIN);
      length = length < 0 ? variant.length() : length;
      if (variant.length() != length) {
        throw new InvalidFileException(
            file,
            table.lines().get(row),
            "sequence",
            "has %d letters where the first row has %d; take insertions and deletions out"
                .formatted(variant.length(), length));
      }
      all.computeIfAbsent(variant, v -> new ArrayList<>()).add(table.number(row, value));
    }
    if (all.size() < 10) {
      throw new InvalidFileException(file, "has fewer than ten variants");
    }
    return new Variants(
        all.keySet().stream().map(Alphabet.PROTEIN::tokens).toList(),
        all.values().stream()
            .mapToDouble(x -> x.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toArray());
  }

  /** These variants in a random order. */
  Variants shuffled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> rows = new ArrayList<>(tokens);
    double[] values = measured.clone();
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int[] row = rows.set(i, rows.get(j));
      rows.set(j, row);
      double value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
    return new Variants(rows, values);
  }

  /** Rows between two shares of them, as 0.45 to 0.9. */
  Variants part(double from, double to) {
    int a = (int) Math.round(from * measured.length);
    int b = (int) Math.round(to * measured.length);
    return new Variants(tokens.subList(a, b), java.util.Arrays.copyOfRange(measured, a, b));
  }
}
