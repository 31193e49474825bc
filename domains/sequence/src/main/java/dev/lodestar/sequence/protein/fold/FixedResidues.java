package dev.lodestar.sequence.protein.fold;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Residues that keep their native letter, as users write them: {@code 12, 15-20, 52A}. */
final class FixedResidues {
  private FixedResidues() {}

  /**
   * Position to native letter.
   *
   * @param text labels of residues and ranges of them, by commas; may be empty
   * @throws IllegalArgumentException with a sentence that names what is no residue of the chain
   */
  static SortedMap<Integer, String> of(String text, Chain chain) {
    SortedMap<Integer, String> out = new TreeMap<>();
    String[] parts = text.isBlank() ? new String[0] : text.split(",", -1);
    for (String part : Arrays.stream(parts).map(String::strip).toList()) {
      // the first character may be the sign of a negative number
      int dash = part.indexOf('-', 1);
      int from = position(dash < 0 ? part : part.substring(0, dash).strip(), chain);
      int to = dash < 0 ? from : position(part.substring(dash + 1).strip(), chain);
      if (to < from) {
        throw new IllegalArgumentException(
            "task.fixed: '" + part + "' ends before it begins in chain " + chain.name() + ".");
      }
      for (int i = from; i <= to; i++) {
        out.put(i, String.valueOf(chain.residues().get(i).letter()));
      }
    }
    return out;
  }

  private static int position(String label, Chain chain) {
    int found = chain.position(label);
    if (found < 0) {
      throw new IllegalArgumentException(
          ("task.fixed: there is no residue '%s' in chain %s, whose numbers go from %s to %s; it"
                  + " takes numbers and ranges as the PDB file counts, such as \"12, 15-20\".")
              .formatted(
                  label,
                  chain.name(),
                  chain.residues().get(0).label(),
                  chain.residues().get(chain.residues().size() - 1).label()));
    }
    return found;
  }
}
