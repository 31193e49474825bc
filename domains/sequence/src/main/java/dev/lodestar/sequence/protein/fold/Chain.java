package dev.lodestar.sequence.protein.fold;

import java.util.ArrayList;
import java.util.List;

/**
 * One chain of a structure.
 *
 * @param name its letter in the file
 * @param residues in the order of the file
 */
record Chain(String name, List<Residue> residues) {
  Chain {
    residues = List.copyOf(residues);
  }

  /** Its amino acids in letters. */
  String sequence() {
    StringBuilder out = new StringBuilder();
    residues.forEach(r -> out.append(r.letter()));
    return out.toString();
  }

  /** For each break the position before it: residues there are not bonded to the next. */
  List<Integer> breaks() {
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i + 1 < residues.size(); i++) {
      if (!residues.get(i).bondedTo(residues.get(i + 1))) {
        out.add(i);
      }
    }
    return out;
  }

  /** The position of a residue's label, or -1. */
  int position(String label) {
    for (int i = 0; i < residues.size(); i++) {
      if (residues.get(i).label().equals(label)) {
        return i;
      }
    }
    return -1;
  }
}
