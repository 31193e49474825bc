package dev.lodestar.sequence.forest;

import dev.lodestar.sequence.motif.Motif;
import dev.lodestar.sequence.motif.MotifBank;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns a {@link MotifForest} in two passes: a forest over all motifs tells which of them gain
 * most, and a second one has those alone, so that the scorer is small and quick.
 */
public final class MotifForestFit {
  /** Chance at which a random window of one strand reaches a motif's threshold. */
  public static final double CHANCE = 5e-4;

  private MotifForestFit() {}

  /**
   * Fits targets.
   *
   * @param motifs to choose from
   * @param kept number of motifs to keep at most
   * @param tokens a row each, of any lengths
   * @param targets one a row
   */
  public static MotifForest of(
      List<Motif> motifs, int kept, int[][] tokens, double[] targets, ForestFit.Plan plan) {
    MotifBank all = new MotifBank(motifs.stream().map(m -> m.at(CHANCE)).toList());
    float[][] rows = rows(all, tokens);
    int n = all.motifs().size();
    if (n <= kept) {
      return new MotifForest(all, ForestFit.of(rows, targets, plan).forest());
    }
    double[] gains = ForestFit.of(rows, targets, plan).gains();
    int[] best =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(m -> -gains[m] - gains[n + m]))
            .limit(kept)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    MotifBank bank = new MotifBank(Arrays.stream(best).mapToObj(all.motifs()::get).toList());
    // both banks have the longest motifs first, and equally long ones in the order given
    int[] columns =
        Stream.of(
                Arrays.stream(best),
                Arrays.stream(best).map(m -> n + m),
                IntStream.range(all.size(), all.size() + ShortWords.SIZE))
            .flatMapToInt(columnsOfOne -> columnsOfOne)
            .toArray();
    float[][] few = new float[rows.length][columns.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        few[r][c] = rows[r][columns[c]];
      }
    }
    return new MotifForest(bank, ForestFit.of(few, targets, plan).forest());
  }

  private static float[][] rows(MotifBank bank, int[][] tokens) {
    return Arrays.stream(tokens)
        .map(row -> MotifForest.features(bank, MotifForest.certain(row), 0, row.length))
        .toArray(float[][]::new);
  }
}
