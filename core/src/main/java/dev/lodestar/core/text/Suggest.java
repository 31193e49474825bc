package dev.lodestar.core.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * The nearest valid name, for messages about names that do not exist.
 *
 * <p>Distance is the optimal string alignment distance: insertions, deletions, substitutions and
 * swaps of neighbours cost 1 each. Case, and the choice between {@code -}, {@code _} and a blank,
 * cost nothing.
 */
public final class Suggest {
  private Suggest() {}

  /**
   * The valid name nearest to {@code given}; the first of several. Empty where none is near: more
   * than a third of the longer name's letters, and more than one, would have to change.
   */
  public static Optional<String> nearest(String given, Collection<String> valid) {
    String from = plain(given);
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String name : valid) {
      String to = plain(name);
      int distance = distance(from, to);
      int allowed = Math.max(1, Math.max(from.length(), to.length()) / 3);
      if (distance <= allowed && distance < least && distance < to.length()) {
        best = name;
        least = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code "; did you mean 'high'?"}, or the empty string where no valid name is near. */
  public static String didYouMean(String given, Collection<String> valid) {
    return nearest(given, valid).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  /** Optimal string alignment distance of two strings, in edits. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, d);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] d) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }
}
