package dev.lodestar.sequence;

import java.util.Locale;

/**
 * The letters of a kind of sequence, in the order of their tokens.
 *
 * @param name as in messages, such as {@code DNA}
 * @param letters token k is letter k
 * @param alias a letter that is read as another one, or the letter itself where there is none
 * @param meaning the letter that {@code alias} is read as
 */
public record Alphabet(String name, String letters, char alias, char meaning) {
  /** DNA; U is read as T. */
  public static final Alphabet DNA = new Alphabet("DNA", "ACGT", 'U', 'T');

  /** RNA; T is read as U. */
  public static final Alphabet RNA = new Alphabet("RNA", "ACGU", 'T', 'U');

  /** The twenty amino acids. */
  public static final Alphabet PROTEIN = new Alphabet("protein", "ACDEFGHIKLMNPQRSTVWY", 'A', 'A');

  public Alphabet {
    if (letters.isEmpty() || letters.chars().distinct().count() != letters.length()) {
      throw new IllegalArgumentException("The letters of an alphabet differ: '" + letters + "'");
    }
    if (letters.indexOf(meaning) < 0) {
      throw new IllegalArgumentException("'" + meaning + "' is not among '" + letters + "'");
    }
  }

  /** Number of letters. */
  public int size() {
    return letters.length();
  }

  /** Token of a letter of either case, or -1 where there is none. */
  public int token(char letter) {
    char upper = Character.toUpperCase(letter);
    return letters.indexOf(upper == alias ? meaning : upper);
  }

  /**
   * The tokens of a text, one a letter.
   *
   * @throws IllegalArgumentException with a sentence that names the first bad letter and its column
   */
  public int[] tokens(String text) {
    int[] out = new int[text.length()];
    for (int i = 0; i < out.length; i++) {
      out[i] = token(text.charAt(i));
      if (out[i] < 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Column %d holds '%s', which is no %s letter; the letters are %s%s.",
                i + 1,
                text.charAt(i),
                name,
                letters,
                alias == meaning ? "" : " (" + alias + " is read as " + meaning + ")"));
      }
    }
    return out;
  }

  /** The text of tokens. */
  public String text(int[] tokens) {
    StringBuilder out = new StringBuilder(tokens.length);
    for (int t : tokens) {
      if (t < 0 || t >= letters.length()) {
        throw new IllegalArgumentException(
            "Token " + t + " is no " + name + " letter; a finished design has no mask left.");
      }
      out.append(letters.charAt(t));
    }
    return out.toString();
  }

  /**
   * A text in this alphabet's own spelling: upper case, aliases replaced.
   *
   * @throws IllegalArgumentException as {@link #tokens}
   */
  public String canonical(String text) {
    return text(tokens(text));
  }
}
