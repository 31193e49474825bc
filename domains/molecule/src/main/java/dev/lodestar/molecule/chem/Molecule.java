package dev.lodestar.molecule.chem;

import java.util.Arrays;
import java.util.BitSet;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * A molecule as a graph of its heavy atoms, in a Kekulé form with aromaticity marked. Immutable,
 * and safe to share between threads.
 *
 * <p>Hydrogens are counts on their atoms, except isotopes and those bonded to hydrogen only. Atoms
 * and bonds are numbered from 0.
 */
public final class Molecule {
  private final IAtomContainer container;
  private final int[] element;
  private final int[] charge;
  private final int[] hydrogens;
  private final int[] begin;
  private final int[] end;
  private final int[] order;
  private final int[][] neighbours;
  private final int[][] bonds;
  private final int[][] rings;
  private final int[][] ringBonds;
  private final BitSet inRing = new BitSet();
  private final BitSet aromaticAtoms = new BitSet();
  private final BitSet aromaticBonds = new BitSet();

  /** Takes the container over: nobody else may change it. */
  Molecule(IAtomContainer container) {
    this.container = container;
    int atoms = container.getAtomCount();
    int count = container.getBondCount();
    element = new int[atoms];
    charge = new int[atoms];
    hydrogens = new int[atoms];
    begin = new int[count];
    end = new int[count];
    order = new int[count];
    neighbours = new int[atoms][0];
    bonds = new int[atoms][0];
    for (int a = 0; a < atoms; a++) {
      IAtom atom = container.getAtom(a);
      element[a] = atom.getAtomicNumber();
      charge[a] = atom.getFormalCharge() == null ? 0 : atom.getFormalCharge();
      hydrogens[a] = atom.getImplicitHydrogenCount() == null ? 0 : atom.getImplicitHydrogenCount();
    }
    for (int b = 0; b < count; b++) {
      IBond bond = container.getBond(b);
      begin[b] = container.indexOf(bond.getBegin());
      end[b] = container.indexOf(bond.getEnd());
      order[b] = bond.getOrder().numeric();
      join(begin[b], end[b], b);
      join(end[b], begin[b], b);
    }
    int[][] cycles = Cycles.mcb(container).paths();
    rings = new int[cycles.length][];
    ringBonds = new int[cycles.length][];
    for (int r = 0; r < cycles.length; r++) {
      // a path ends where it began
      rings[r] = Arrays.copyOf(cycles[r], cycles[r].length - 1);
      ringBonds[r] = new int[rings[r].length];
      for (int i = 0; i < rings[r].length; i++) {
        ringBonds[r][i] = bond(cycles[r][i], cycles[r][i + 1]);
      }
    }
    Cycles.markRingAtomsAndBonds(container);
    for (int b = 0; b < count; b++) {
      inRing.set(b, container.getBond(b).isInRing());
    }
    Aromaticity.of(this).mark(aromaticAtoms, aromaticBonds);
    for (int a = 0; a < atoms; a++) {
      container.getAtom(a).setIsAromatic(aromaticAtoms.get(a));
    }
    for (int b = 0; b < count; b++) {
      container.getBond(b).setIsAromatic(aromaticBonds.get(b));
    }
  }

  private void join(int from, int to, int bond) {
    int n = neighbours[from].length;
    neighbours[from] = Arrays.copyOf(neighbours[from], n + 1);
    neighbours[from][n] = to;
    bonds[from] = Arrays.copyOf(bonds[from], n + 1);
    bonds[from][n] = bond;
  }

  /** The toolkit's form, with ring and aromaticity marks; read it only. */
  IAtomContainer container() {
    return container;
  }

  /** Number of heavy atoms. */
  public int atoms() {
    return element.length;
  }

  /** Number of bonds between heavy atoms. */
  public int bonds() {
    return begin.length;
  }

  /** Atomic number; 0 for a wildcard. */
  public int element(int atom) {
    return element[atom];
  }

  /** Formal charge. */
  public int charge(int atom) {
    return charge[atom];
  }

  /** Hydrogens on an atom. */
  public int hydrogens(int atom) {
    return hydrogens[atom];
  }

  /** Mass number where the atom is a stated isotope, else 0. */
  public int isotope(int atom) {
    Integer mass = container.getAtom(atom).getMassNumber();
    return mass == null ? 0 : mass;
  }

  /** Heavy neighbours of an atom, in the order of {@link #bondsOf}. */
  public int[] neighbours(int atom) {
    return neighbours[atom].clone();
  }

  /** Bonds of an atom. */
  public int[] bondsOf(int atom) {
    return bonds[atom].clone();
  }

  /** Number of heavy neighbours. */
  public int degree(int atom) {
    return bonds[atom].length;
  }

  /** The bond between two atoms, or -1. */
  public int bond(int a, int b) {
    for (int i = 0; i < neighbours[a].length; i++) {
      if (neighbours[a][i] == b) {
        return bonds[a][i];
      }
    }
    return -1;
  }

  /** Lower end of a bond, as written. */
  public int begin(int bond) {
    return begin[bond];
  }

  /** Other end of a bond, as written. */
  public int end(int bond) {
    return end[bond];
  }

  /** The end of a bond that is not {@code atom}. */
  public int other(int bond, int atom) {
    return begin[bond] == atom ? end[bond] : begin[bond];
  }

  /** Order of a bond in the Kekulé form: 1, 2, 3 or 4. */
  public int order(int bond) {
    return order[bond];
  }

  /** Sum of bond orders and hydrogens. */
  public int valence(int atom) {
    int sum = hydrogens[atom];
    for (int b : bonds[atom]) {
      sum += order[b];
    }
    return sum;
  }

  public boolean aromaticAtom(int atom) {
    return aromaticAtoms.get(atom);
  }

  public boolean aromaticBond(int bond) {
    return aromaticBonds.get(bond);
  }

  public boolean ringBond(int bond) {
    return inRing.get(bond);
  }

  /** Whether some bond of the atom lies in a ring. */
  public boolean ringAtom(int atom) {
    for (int b : bonds[atom]) {
      if (inRing.get(b)) {
        return true;
      }
    }
    return false;
  }

  /** Atoms of the smallest rings (a minimum cycle basis), ring by ring, in order round the ring. */
  public int[][] rings() {
    return deep(rings);
  }

  /** Bonds of {@link #rings}, ring by ring. */
  public int[][] ringBonds() {
    return deep(ringBonds);
  }

  private static int[][] deep(int[][] rows) {
    return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
  }

  /** Canonical SMILES: see {@link Smiles#write}. */
  @Override
  public String toString() {
    return Smiles.write(this);
  }
}
