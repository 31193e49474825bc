package dev.lodestar.molecule.chem;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/** Takes back protonation: the form in which a compound is drawn, not the one it has in water. */
public final class Neutral {
  private Neutral() {}

  /**
   * The molecule with a proton off every cation that has one, and one on every anion that is not
   * next to a cation (as in nitro groups).
   */
  public static Molecule of(Molecule molecule) {
    IAtomContainer copy;
    try {
      copy = molecule.container().clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("a molecule that was read cannot be copied", e);
    }
    boolean changed = false;
    for (int a = 0; a < molecule.atoms(); a++) {
      int charge = molecule.charge(a);
      int hydrogens = molecule.hydrogens(a);
      boolean off = charge == 1 && hydrogens > 0;
      boolean on = charge == -1 && !nextToCation(molecule, a);
      if (off || on) {
        IAtom atom = copy.getAtom(a);
        atom.setFormalCharge(0);
        atom.setImplicitHydrogenCount(hydrogens + (on ? 1 : -1));
        changed = true;
      }
    }
    return changed ? new Molecule(copy) : molecule;
  }

  private static boolean nextToCation(Molecule molecule, int atom) {
    for (int b : molecule.neighbours(atom)) {
      if (molecule.charge(b) > 0) {
        return true;
      }
    }
    return false;
  }
}
