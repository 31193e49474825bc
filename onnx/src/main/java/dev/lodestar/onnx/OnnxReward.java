package dev.lodestar.onnx;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sequences of letters, scored by a network. */
final class OnnxReward implements Reward<String> {
  private final OnnxTokenScorer network;
  private final Map<String, Integer> tokens = new HashMap<>();

  /**
   * @throws IllegalArgumentException with a sentence where the network's tokens are no letters
   */
  OnnxReward(OnnxTokenScorer network) {
    this.network = network;
    for (String token : network.tokens()) {
      if (token.length() != 1) {
        throw new IllegalArgumentException(
            "the scorer 'onnx' reads sequences of letters, and its manifest has the token '"
                + token
                + "'.");
      }
      tokens.put(token, tokens.size());
    }
  }

  @Override
  public String identity() {
    return network.identity();
  }

  @Override
  public void requireReads(String example) {
    tokens(example);
  }

  @Override
  public List<Score> score(List<String> designs) {
    Score[] out = new Score[designs.size()];
    int[][] rows = new int[out.length][];
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    for (int i = 0; i < out.length; i++) {
      try {
        rows[i] = tokens(designs.get(i));
        byLength.computeIfAbsent(rows[i].length, n -> new ArrayList<>()).add(i);
      } catch (IllegalArgumentException e) {
        out[i] = new Score.Failed(e.getMessage());
      }
    }
    byLength.forEach((length, members) -> score(length, members, rows, out));
    return List.of(out);
  }

  private int[] tokens(String design) {
    if (design.isEmpty() || network.length() > 0 && design.length() != network.length()) {
      throw new IllegalArgumentException(
          "the network takes sequences of "
              + (network.length() == 0 ? "at least 1" : network.length())
              + " letters, not "
              + design.length());
    }
    int[] out = new int[design.length()];
    for (int i = 0; i < out.length; i++) {
      String letter = design.substring(i, i + 1);
      Integer token = tokens.getOrDefault(letter, tokens.get(letter.toUpperCase(Locale.ROOT)));
      if (token == null) {
        throw new IllegalArgumentException(
            "column " + (i + 1) + " holds '" + letter + "'; the network knows " + network.tokens());
      }
      out[i] = token;
    }
    return out;
  }

  private void score(int length, List<Integer> members, int[][] rows, Score[] out) {
    int[] flat = new int[members.size() * length];
    for (int r = 0; r < members.size(); r++) {
      System.arraycopy(rows[members.get(r)], 0, flat, r * length, length);
    }
    double[] scores = network.score(flat, members.size(), length);
    for (int r = 0; r < scores.length; r++) {
      out[members.get(r)] = Score.of(scores[r]);
    }
  }
}
