package dev.lodestar.molecule;

import dev.lodestar.molecule.chem.Molecule;
import java.util.Arrays;

/**
 * Whether a molecule holds another, atom by atom and bond by bond. Unlike a SMARTS it finds a
 * benzene also where the rings around it hide that it is aromatic.
 */
public final class Holding {
  private final Molecule molecule;
  private final Molecule part;
  private final int[] place;

  private Holding(Molecule molecule, Molecule part) {
    this.molecule = molecule;
    this.part = part;
    this.place = new int[part.atoms()];
    Arrays.fill(place, -1);
  }

  /** Bonds match where both are aromatic, or of one order in the Kekulé forms. */
  public static boolean holds(Molecule molecule, Molecule part) {
    return new Holding(molecule, part).from(0);
  }

  private boolean from(int atom) {
    if (atom == part.atoms()) {
      return true;
    }
    for (int at = 0; at < molecule.atoms(); at++) {
      if (fits(atom, at)) {
        place[atom] = at;
        if (from(atom + 1)) {
          return true;
        }
        place[atom] = -1;
      }
    }
    return false;
  }

  private boolean fits(int atom, int at) {
    if (molecule.element(at) != part.element(atom) || molecule.charge(at) != part.charge(atom)) {
      return false;
    }
    for (int before = 0; before < atom; before++) {
      int wanted = part.bond(before, atom);
      int found = place[before] == at ? -2 : molecule.bond(place[before], at);
      if (found == -2 || wanted >= 0 && (found < 0 || !alike(wanted, found))) {
        return false;
      }
    }
    return true;
  }

  private boolean alike(int wanted, int found) {
    return part.aromaticBond(wanted) && molecule.aromaticBond(found)
        || part.order(wanted) == molecule.order(found);
  }
}
