package dev.lodestar.sequence.recipe;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.task.BothStrands;
import dev.lodestar.torch.TokenRegressor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Measured sequences as networks take them.
 *
 * @param tokens a row each, of any lengths
 * @param targets what was measured, shape [rows]
 */
public record Labelled(int[][] tokens, double[] targets) {
  public Labelled {
    if (tokens.length != targets.length) {
      throw new IllegalArgumentException(
          targets.length + " measurements for " + tokens.length + " sequences");
    }
  }

  /** Rows of a data source. */
  public static <R> Labelled of(
      List<R> rows, Alphabet alphabet, Function<R, String> sequence, ToDoubleFunction<R> target) {
    return new Labelled(
        rows.stream().map(r -> alphabet.tokens(sequence.apply(r))).toArray(int[][]::new),
        rows.stream().mapToDouble(target).toArray());
  }

  /** These rows of DNA and their reverse complements. */
  public Labelled bothStrands() {
    int[][] both = Arrays.copyOf(tokens, 2 * tokens.length);
    double[] twice = Arrays.copyOf(targets, 2 * targets.length);
    for (int i = 0; i < tokens.length; i++) {
      both[tokens.length + i] = BothStrands.reverseComplement(tokens[i], tokens[i].length);
      twice[tokens.length + i] = targets[i];
    }
    return new Labelled(both, twice);
  }

  /** Number of rows. */
  public int size() {
    return targets.length;
  }

  /** What a scorer makes of these rows, shape [rows]. */
  public double[] predicted(TokenRegressor network) {
    double[] out = new double[tokens.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = network.score(tokens[i], 1, tokens[i].length)[0];
    }
    return out;
  }
}
