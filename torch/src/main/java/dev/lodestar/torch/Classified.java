package dev.lodestar.torch;

import dev.lodestar.core.masked.ConditionalDenoiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Sequences, and what each is an example of.
 *
 * @param tokens a row each
 * @param conditions shape [rows]; {@link ConditionalDenoiser#NONE} where it is not known
 */
public record Classified(int[][] tokens, int[] conditions) {
  public Classified {
    if (tokens.length != conditions.length) {
      throw new IllegalArgumentException(
          "There are %d sequences and %d conditions".formatted(tokens.length, conditions.length));
    }
  }

  /** Sequences of which nothing is known. */
  static Classified unknown(int[][] tokens) {
    int[] none = new int[tokens.length];
    Arrays.fill(none, ConditionalDenoiser.NONE);
    return new Classified(tokens, none);
  }

  int size() {
    return tokens.length;
  }

  /** The first rows, all where there are fewer. */
  Classified first(int rows) {
    return select(IntStream.range(0, Math.min(rows, size())).toArray());
  }

  /** Groups of equally long rows, in their order, the shortest first. */
  List<Classified> byLength() {
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int r = 0; r < size(); r++) {
      groups.computeIfAbsent(tokens[r].length, k -> new ArrayList<>()).add(r);
    }
    return groups.values().stream()
        .map(rows -> select(rows.stream().mapToInt(Integer::intValue).toArray()))
        .toList();
  }

  /** The given rows in the given order. */
  Classified select(int[] rows) {
    return new Classified(
        Arrays.stream(rows).mapToObj(r -> tokens[r]).toArray(int[][]::new),
        Arrays.stream(rows).map(r -> conditions[r]).toArray());
  }
}
