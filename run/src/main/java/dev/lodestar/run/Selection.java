package dev.lodestar.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The best designs with a cap on those that are alike: at most so many of each bucket, each text
 * once, designs without a score left out.
 *
 * <p>Source: the scaffold buckets of Blaschke et al., "Memory-assisted reinforcement learning for
 * diverse molecular de novo design", Journal of Cheminformatics 12:68 (2020); here they act on the
 * finished designs, not on the scores that steer.
 *
 * @param rows the selected designs, the best first
 * @param buckets of each, in their order
 */
record Selection(List<Row> rows, List<String> buckets) {
  /**
   * Selects.
   *
   * @param designs of the rows, in their order
   * @param perBucket designs of one bucket at most
   */
  static <D> Selection of(
      List<Row> rows, List<D> designs, Function<D, String> bucket, int perBucket) {
    List<Row> chosen = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    Map<String, Integer> filled = new HashMap<>();
    IntStream.range(0, rows.size())
        .boxed()
        .filter(i -> Double.isFinite(rows.get(i).score()))
        .sorted(Comparator.comparingDouble((Integer i) -> -rows.get(i).score()))
        .filter(i -> texts.add(rows.get(i).design()))
        .forEach(
            i -> {
              String name = bucket.apply(designs.get(i));
              if (filled.merge(name, 1, Integer::sum) <= perBucket) {
                chosen.add(rows.get(i));
                names.add(name);
              }
            });
    return new Selection(List.copyOf(chosen), List.copyOf(names));
  }

  /** The table: the rows' own columns after their bucket. */
  List<String> lines(String header) {
    List<String> out = new ArrayList<>(List.of("bucket," + header));
    for (int i = 0; i < rows.size(); i++) {
      out.add(Csv.line(List.of(buckets.get(i))) + "," + rows.get(i).toCsv());
    }
    return out;
  }
}
