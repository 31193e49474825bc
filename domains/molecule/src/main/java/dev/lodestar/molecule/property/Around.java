package dev.lodestar.molecule.property;

import dev.lodestar.molecule.chem.Molecule;
import java.util.function.IntPredicate;

/** Questions about an atom's neighbours, in the words of the published tables. */
final class Around {
  static final int C = 6;
  static final int N = 7;
  static final int O = 8;
  static final int F = 9;
  static final int P = 15;
  static final int S = 16;
  static final int CL = 17;
  static final int BR = 35;
  static final int I = 53;

  private final Molecule molecule;

  Around(Molecule molecule) {
    this.molecule = molecule;
  }

  /** Neighbours over a bond that is single or aromatic. */
  int single(int atom, IntPredicate who) {
    return count(atom, b -> molecule.aromaticBond(b) || molecule.order(b) == 1, who);
  }

  /** Neighbours over a single bond that is not aromatic. */
  int plain(int atom, IntPredicate who) {
    return count(atom, b -> !molecule.aromaticBond(b) && molecule.order(b) == 1, who);
  }

  /** Neighbours over a double bond that is not aromatic. */
  int twice(int atom, IntPredicate who) {
    return count(atom, b -> !molecule.aromaticBond(b) && molecule.order(b) == 2, who);
  }

  /** Neighbours over a triple bond. */
  int thrice(int atom, IntPredicate who) {
    return count(atom, b -> molecule.order(b) == 3, who);
  }

  /** Neighbours over an aromatic bond. */
  int aromatic(int atom) {
    return count(atom, molecule::aromaticBond, a -> true);
  }

  private int count(int atom, IntPredicate bond, IntPredicate who) {
    int n = 0;
    for (int b : molecule.bondsOf(atom)) {
      if (bond.test(b) && who.test(molecule.other(b, atom))) {
        n++;
      }
    }
    return n;
  }

  /** Neighbours and hydrogens. */
  int connections(int atom) {
    return molecule.degree(atom) + molecule.hydrogens(atom);
  }

  /** Whether an atom is of an element and not aromatic. */
  boolean aliphatic(int atom, int element) {
    return molecule.element(atom) == element && !molecule.aromaticAtom(atom);
  }
}
