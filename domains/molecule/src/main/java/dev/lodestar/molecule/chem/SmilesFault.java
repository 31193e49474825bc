package dev.lodestar.molecule.chem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences for SMILES that are not molecules. */
final class SmilesFault {
  private static final Pattern ATOM =
      Pattern.compile("\\[[^\\]]*\\]|Cl|Br|[BCNOPSFIbcnops*]|%\\d\\d|.");

  /** The parser points at the fault with a caret under the text. */
  private static final Pattern CARET = Pattern.compile("\\n( *)\\^");

  private SmilesFault() {}

  /** A fault of the grammar, in the parser's words. */
  static IllegalArgumentException grammar(String smiles, String message) {
    String said = message == null ? "" : message;
    if (said.contains("kekul")) {
      return new IllegalArgumentException(
          "The SMILES '"
              + smiles
              + "' has aromatic atoms without a Kekulé form: single and double bonds cannot"
              + " alternate over its lower-case atoms. A ring nitrogen may need its hydrogen, as in"
              + " c1cc[nH]c1.");
    }
    Matcher caret = CARET.matcher(said);
    String where = caret.find() ? ", column " + (caret.group(1).length() + 1) : "";
    String fault = said.replaceFirst("^could not parse '.*?', ", "").replaceAll("(?s):?\\n.*", "");
    fault = fault.isBlank() ? "cannot be read" : fault.strip();
    return new IllegalArgumentException(
        "The SMILES '"
            + smiles
            + "'"
            + where
            + ": "
            + Character.toLowerCase(fault.charAt(0))
            + fault.substring(1)
            + ".");
  }

  /** An atom with more bonds than its element takes. */
  static IllegalArgumentException valence(
      String smiles, int atom, String element, int valence, int most) {
    return new IllegalArgumentException(
        "The SMILES '%s', column %d: %s has valence %d; it takes at most %d."
            .formatted(smiles, column(smiles, atom), element, valence, most));
  }

  /** Column, from 1, at which the atom of an index stands. */
  private static int column(String smiles, int atom) {
    Matcher matcher = ATOM.matcher(smiles);
    int seen = -1;
    while (matcher.find()) {
      char first = matcher.group().charAt(0);
      if ((Character.isLetter(first) || first == '[' || first == '*') && ++seen == atom) {
        return matcher.start() + 1;
      }
    }
    return 1;
  }
}
