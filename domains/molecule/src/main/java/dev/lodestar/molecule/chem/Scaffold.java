package dev.lodestar.molecule.chem;

import java.util.BitSet;
import java.util.Optional;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * The rings of a molecule and what links them (Bemis and Murcko, J. Med. Chem. 39 (1996),
 * 2887-2893), with the atoms that double bonds tie to them.
 */
public final class Scaffold {
  private Scaffold() {}

  /** Canonical SMILES of the scaffold, without stereo marks; empty where there is no ring. */
  public static Optional<String> of(Molecule m) {
    BitSet kept = core(m);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    BitSet withDouble = (BitSet) kept.clone();
    for (int b = 0; b < m.bonds(); b++) {
      if (m.order(b) == 2 && (kept.get(m.begin(b)) || kept.get(m.end(b)))) {
        withDouble.set(m.begin(b));
        withDouble.set(m.end(b));
      }
    }
    return Optional.of(Smiles.write(part(m, withDouble)));
  }

  /** What is left when ends outside rings are taken off until there are none. */
  private static BitSet core(Molecule m) {
    BitSet kept = new BitSet();
    kept.set(0, m.atoms());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int a = kept.nextSetBit(0); a >= 0; a = kept.nextSetBit(a + 1)) {
        if (!m.ringAtom(a) && degree(m, a, kept) <= 1) {
          kept.clear(a);
          changed = true;
        }
      }
    }
    return kept;
  }

  private static int degree(Molecule m, int atom, BitSet kept) {
    int n = 0;
    for (int b : m.neighbours(atom)) {
      n += kept.get(b) ? 1 : 0;
    }
    return n;
  }

  /** The molecule of some atoms; hydrogens stand where bonds were cut. */
  private static Molecule part(Molecule m, BitSet atoms) {
    IAtomContainer whole = m.container();
    IAtomContainer out = whole.getBuilder().newAtomContainer();
    IAtom[] copies = new IAtom[m.atoms()];
    for (int a = atoms.nextSetBit(0); a >= 0; a = atoms.nextSetBit(a + 1)) {
      IAtom atom = whole.getBuilder().newAtom();
      atom.setAtomicNumber(m.element(a));
      atom.setFormalCharge(m.charge(a));
      int cut = 0;
      for (int b : m.bondsOf(a)) {
        cut += atoms.get(m.other(b, a)) ? 0 : m.order(b);
      }
      atom.setImplicitHydrogenCount(m.hydrogens(a) + cut);
      out.addAtom(atom);
      copies[a] = out.getAtom(out.getAtomCount() - 1);
    }
    for (int b = 0; b < m.bonds(); b++) {
      if (atoms.get(m.begin(b)) && atoms.get(m.end(b))) {
        IBond bond = whole.getBuilder().newBond();
        bond.setAtoms(new IAtom[] {copies[m.begin(b)], copies[m.end(b)]});
        bond.setOrder(whole.getBond(b).getOrder());
        out.addBond(bond);
      }
    }
    return new Molecule(out);
  }

  /** The whole molecule without stereo marks and isotopes. */
  static Molecule flat(Molecule m) {
    BitSet all = new BitSet();
    all.set(0, m.atoms());
    return part(m, all);
  }
}
