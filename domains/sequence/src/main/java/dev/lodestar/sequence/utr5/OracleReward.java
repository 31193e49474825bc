package dev.lodestar.sequence.utr5;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.torch.NeuralRegressor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Predicted mean ribosome load, in the data's own unit.
 *
 * @param network the trained scorer, in scoring mode
 * @param identity name and digest of the weights
 */
record OracleReward(NeuralRegressor network, String identity) implements Reward<String> {
  @Override
  public List<Score> score(List<String> designs) {
    Score[] out = new Score[designs.size()];
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    int[][] tokens = new int[out.length][];
    for (int i = 0; i < out.length; i++) {
      try {
        tokens[i] = tokens(designs.get(i));
        byLength.computeIfAbsent(tokens[i].length, n -> new ArrayList<>()).add(i);
      } catch (IllegalArgumentException e) {
        out[i] = new Score.Failed(e.getMessage());
      }
    }
    byLength.forEach((length, rows) -> score(length, rows, tokens, out));
    return List.of(out);
  }

  private int[] tokens(String design) {
    int[] row = Alphabet.DNA.tokens(design);
    int longest = Math.min(network.config().maxLength(), Utr5.LONGEST);
    if (row.length < Utr5.SHORTEST || row.length > longest) {
      throw new IllegalArgumentException(
          "The 5'UTR has %d letters; the scorer was trained on %d to %d."
              .formatted(row.length, Utr5.SHORTEST, longest));
    }
    return row;
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
