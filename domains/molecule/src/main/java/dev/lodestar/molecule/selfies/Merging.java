package dev.lodestar.molecule.selfies;

import java.util.ArrayList;
import java.util.List;

/** Learns which tokens to merge: again and again the pair that most often stands side by side. */
final class Merging {
  private Merging() {}

  /**
   * @param words tokens of an alphabet without merges, ends left out
   * @param size tokens of the result, at least the alphabet's
   */
  static SelfiesAlphabet learn(SelfiesAlphabet alphabet, List<int[]> words, int size) {
    List<int[]> now = new ArrayList<>(words);
    StringBuilder text = new StringBuilder(alphabet.toString());
    for (int token = alphabet.size(); token < size; token++) {
      SelfiesAlphabet.Pair pair = commonest(now, token);
      text.append(' ').append(pair.first()).append('+').append(pair.second());
      int made = token;
      now.replaceAll(word -> SelfiesAlphabet.merge(word, pair, made));
    }
    return SelfiesAlphabet.parse(text.toString());
  }

  /** Of equals the one with the lowest numbers. */
  private static SelfiesAlphabet.Pair commonest(List<int[]> words, int tokens) {
    int[] counts = new int[tokens * tokens];
    for (int[] word : words) {
      for (int i = 0; i + 1 < word.length; i++) {
        counts[word[i] * tokens + word[i + 1]]++;
      }
    }
    int best = 0;
    for (int k = 1; k < counts.length; k++) {
      best = counts[k] > counts[best] ? k : best;
    }
    if (counts[best] == 0) {
      throw new IllegalArgumentException("There is nothing left to merge at " + tokens + " tokens");
    }
    return new SelfiesAlphabet.Pair(best / tokens, best % tokens);
  }
}
