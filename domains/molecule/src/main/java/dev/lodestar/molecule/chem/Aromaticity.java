package dev.lodestar.molecule.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Aromaticity by Hückel's rule on rings and on systems of up to six fused rings.
 *
 * <p>An atom gives none, one or two electrons to the ring, by valence, charge and bonds; a double
 * bond out of the ring to a more electronegative atom takes its electron away. A ring system is
 * aromatic where 4n+2 electrons are given; of fused rings that are aromatic only together, the
 * bonds at the rim are. This is the model described in the RDKit book ("The RDKit aromaticity
 * model"), on which published property tables rest: wider than Daylight's for fused rings and
 * exocyclic bonds.
 */
final class Aromaticity {
  private static final int NONE = -1;

  /** Largest ring that is looked at together with its neighbours, in atoms: porphyrin's. */
  private static final int LARGEST_FUSED = 24;

  private static final int MOST_FUSED = 6;

  private final Molecule molecule;
  private final int[] electrons;
  private final List<int[]> rings = new ArrayList<>();
  private final List<int[]> ringBonds = new ArrayList<>();

  private Aromaticity(Molecule molecule) {
    this.molecule = molecule;
    this.electrons = new int[molecule.atoms()];
    for (int a = 0; a < electrons.length; a++) {
      electrons[a] = molecule.ringAtom(a) ? given(a) : NONE;
    }
    int[][] atoms = molecule.rings();
    int[][] bonds = molecule.ringBonds();
    for (int r = 0; r < atoms.length; r++) {
      if (Arrays.stream(atoms[r]).allMatch(a -> electrons[a] != NONE)) {
        rings.add(atoms[r]);
        ringBonds.add(bonds[r]);
      }
    }
  }

  static Aromaticity of(Molecule molecule) {
    return new Aromaticity(molecule);
  }

  /** Sets the aromatic atoms and bonds. */
  void mark(BitSet atoms, BitSet bonds) {
    BitSet done = new BitSet();
    for (int r = 0; r < rings.size(); r++) {
      if (!done.get(r)) {
        BitSet system = system(r);
        done.or(system);
        markSystem(system.stream().toArray(), atoms, bonds);
      }
    }
  }

  private BitSet system(int first) {
    BitSet found = new BitSet();
    List<Integer> open = new ArrayList<>(List.of(first));
    while (!open.isEmpty()) {
      int r = open.remove(open.size() - 1);
      if (!found.get(r)) {
        found.set(r);
        for (int s = 0; s < rings.size(); s++) {
          if (!found.get(s) && fused(r, s)) {
            open.add(s);
          }
        }
      }
    }
    return found;
  }

  private boolean fused(int r, int s) {
    if (rings.get(r).length > LARGEST_FUSED || rings.get(s).length > LARGEST_FUSED) {
      return false;
    }
    for (int b : ringBonds.get(r)) {
      for (int c : ringBonds.get(s)) {
        if (b == c) {
          return true;
        }
      }
    }
    return false;
  }

  /** Single rings first, then pairs, and so on, until every bond of the system is settled. */
  private void markSystem(int[] system, BitSet atoms, BitSet bonds) {
    BitSet all = new BitSet();
    for (int r : system) {
      Arrays.stream(ringBonds.get(r)).forEach(all::set);
    }
    BitSet settled = new BitSet();
    for (int size = 1; size <= Math.min(system.length, MOST_FUSED); size++) {
      if (settled.cardinality() == all.cardinality()) {
        return;
      }
      for (int[] pick = first(size); pick.length > 0; pick = next(pick, system.length)) {
        int[] together = Arrays.stream(pick).map(i -> system[i]).toArray();
        if (connected(together) && huckel(together)) {
          settle(together, atoms, bonds, settled);
        }
      }
    }
  }

  private static int[] first(int size) {
    int[] pick = new int[size];
    Arrays.setAll(pick, i -> i);
    return pick;
  }

  private static int[] next(int[] pick, int n) {
    int k = pick.length;
    for (int i = k - 1; i >= 0; i--) {
      if (pick[i] < n - k + i) {
        int[] out = pick.clone();
        out[i]++;
        for (int j = i + 1; j < k; j++) {
          out[j] = out[j - 1] + 1;
        }
        return out;
      }
    }
    return new int[0];
  }

  private boolean connected(int[] some) {
    BitSet reached = new BitSet();
    reached.set(0);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int i = 0; i < some.length; i++) {
        for (int j = 0; j < some.length && !reached.get(i); j++) {
          if (reached.get(j) && fused(some[i], some[j])) {
            reached.set(i);
            grew = true;
          }
        }
      }
    }
    return reached.cardinality() == some.length;
  }

  /** Atoms within three rings lie inside the system and take no part in its rim. */
  private boolean huckel(int[] together) {
    int[] times = new int[molecule.atoms()];
    for (int r : together) {
      for (int a : rings.get(r)) {
        times[a]++;
      }
    }
    int sum = 0;
    for (int a = 0; a < times.length; a++) {
      sum += times[a] == 1 || times[a] == 2 ? electrons[a] : 0;
    }
    return sum >= 6 ? (sum - 2) % 4 == 0 : sum == 2;
  }

  private void settle(int[] together, BitSet atoms, BitSet bonds, BitSet settled) {
    int[] times = new int[molecule.bonds()];
    for (int r : together) {
      Arrays.stream(rings.get(r)).forEach(atoms::set);
      for (int b : ringBonds.get(r)) {
        times[b]++;
        settled.set(b);
      }
    }
    for (int b = 0; b < times.length; b++) {
      if (times[b] == 1) {
        bonds.set(b);
      }
    }
  }

  /** Electrons that an atom of a ring gives to it, or {@link #NONE} where it cannot take part. */
  private int given(int atom) {
    int element = molecule.element(atom);
    if (element > 18 && element != 34 && element != 52) {
      return NONE;
    }
    int available = available(atom);
    if (available < 0) {
      return NONE;
    }
    int charge = molecule.charge(atom);
    int normal = Elements.valence(element);
    if (normal > 0 && molecule.valence(atom) > Elements.valence(element - charge)) {
      return NONE;
    }
    int inside = 0;
    int outside = 0;
    int taker = 0;
    for (int b : molecule.bondsOf(atom)) {
      if (molecule.order(b) > 1) {
        if (molecule.ringBond(b)) {
          if (molecule.order(b) > 2) {
            return NONE; // an aryne: SMILES has no aromatic triple bond to write it by
          }
          inside++;
        } else {
          outside++;
          taker = molecule.element(molecule.other(b, atom));
        }
      }
    }
    if (inside + outside > 1) {
      return NONE;
    }
    boolean taken = outside > 0 && Elements.moreElectronegative(taker, element);
    if (available == 0) {
      return outside > 0 ? 0 : inside > 0 ? 1 : NONE;
    }
    if (available == 1) {
      return outside > 0 ? (taken ? 0 : 1) : inside > 0 ? 1 : charge == 1 ? 0 : NONE;
    }
    int rest = available - (taken ? 1 : 0);
    return rest % 2 == 1 ? 1 : 2;
  }

  /** Electrons beyond those of the single bonds; negative where the atom cannot be conjugated. */
  private int available(int atom) {
    int element = molecule.element(atom);
    int normal = Elements.valence(element);
    int degree = molecule.degree(atom) + molecule.hydrogens(atom);
    if (normal <= 1 || degree > 3) {
      return -1;
    }
    int lone = Math.max(Elements.outerElectrons(element) - normal - molecule.charge(atom), 0);
    int rest = normal - degree + lone;
    boolean triple = molecule.valence(atom) - degree > 1;
    return rest > 1 && triple ? 1 : rest;
  }
}
