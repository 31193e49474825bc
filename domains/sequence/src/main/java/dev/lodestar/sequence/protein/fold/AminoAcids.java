package dev.lodestar.sequence.protein.fold;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Three-letter names of residues. */
final class AminoAcids {
  private static final String NAMES =
      "ALA A CYS C ASP D GLU E PHE F GLY G HIS H ILE I LYS K LEU L MET M ASN N PRO P GLN Q ARG R"
          + " SER S THR T VAL V TRP W TYR Y MSE M";
  private static final Map<String, Character> LETTERS = letters();

  private AminoAcids() {}

  private static Map<String, Character> letters() {
    Map<String, Character> out = new HashMap<>();
    String[] words = NAMES.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      out.put(words[i], words[i + 1].charAt(0));
    }
    return Map.copyOf(out);
  }

  /** The letter of one of the twenty amino acids; selenomethionine is M. */
  static Optional<Character> letter(String name) {
    return Optional.ofNullable(LETTERS.get(name));
  }
}
