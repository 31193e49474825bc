package dev.lodestar.sequence.task;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.torch.TokenRegressor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a trained scorer predicts of a sequence, in the data's own unit.
 *
 * @param network the trained scorer, in scoring mode
 * @param identity name and digest of the weights
 * @param input the sequences it was trained on
 */
public record OracleReward(TokenRegressor network, String identity, Input input)
    implements Reward<String> {

  /**
   * What a scorer takes; all else fails, design by design.
   *
   * @param noun what a sequence is, in messages: {@code 5'UTR}
   * @param shortest letters
   * @param longest letters
   */
  public record Input(String noun, Alphabet alphabet, int shortest, int longest) {
    int[] tokens(String design) {
      int[] row = alphabet.tokens(design);
      if (row.length < shortest || row.length > longest) {
        throw new IllegalArgumentException(
            "The %s has %d letters; the scorer was trained on %s."
                .formatted(
                    noun,
                    row.length,
                    shortest == longest ? shortest : shortest + " to " + longest));
      }
      return row;
    }
  }

  @Override
  public List<Score> score(List<String> designs) {
    Score[] out = new Score[designs.size()];
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    int[][] tokens = new int[out.length][];
    for (int i = 0; i < out.length; i++) {
      try {
        tokens[i] = input.tokens(designs.get(i));
        byLength.computeIfAbsent(tokens[i].length, n -> new ArrayList<>()).add(i);
      } catch (IllegalArgumentException e) {
        out[i] = new Score.Failed(e.getMessage());
      }
    }
    byLength.forEach((length, rows) -> score(length, rows, tokens, out));
    return List.of(out);
  }

  private void score(int length, List<Integer> rows, int[][] tokens, Score[] out) {
    int[] flat = new int[rows.size() * length];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(tokens[rows.get(r)], 0, flat, r * length, length);
    }
    double[] values = network.score(flat, rows.size(), length);
    for (int r = 0; r < values.length; r++) {
      out[rows.get(r)] = Score.of(values[r]);
    }
  }
}
