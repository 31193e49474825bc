package dev.lodestar.molecule.selfies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openscience.cdk.config.Elements;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;

/** A molecule that grows atom by atom and never exceeds a valence. */
final class Graph {
  private static final IBond.Order[] BOND = {
    IBond.Order.UNSET, IBond.Order.SINGLE, IBond.Order.DOUBLE, IBond.Order.TRIPLE
  };

  private record Pair(int a, int b) {}

  private final List<Symbol.Atom> atoms = new ArrayList<>();
  private final List<Integer> used = new ArrayList<>();
  private final Map<Pair, Integer> bonds = new HashMap<>();
  private final List<Pair> order = new ArrayList<>();

  int size() {
    return atoms.size();
  }

  int capacity(Symbol.Atom atom) {
    return valence(atom).capacity();
  }

  private static Valence valence(Symbol.Atom atom) {
    return Valence.of(atom.element(), atom.charge()).orElseThrow();
  }

  /** Adds an atom; returns its number. */
  int atom(Symbol.Atom atom) {
    atoms.add(atom);
    used.add(0);
    return atoms.size() - 1;
  }

  /** Binds two atoms, or raises the order of their bond. */
  void bond(int a, int b, int more) {
    Pair pair = new Pair(Math.min(a, b), Math.max(a, b));
    if (bonds.merge(pair, more, Integer::sum) == more) {
      order.add(pair);
    }
    used.set(a, used.get(a) + more);
    used.set(b, used.get(b) + more);
  }

  /** Binds two atoms as far as both have bonds left; a bond between them becomes at most triple. */
  void close(int a, int b, int wanted) {
    if (a == b) {
      return;
    }
    int present = bonds.getOrDefault(new Pair(Math.min(a, b), Math.max(a, b)), 0);
    int most = Math.min(Math.min(left(a), left(b)), Bonds.HIGHEST - present);
    if (most > 0) {
      bond(a, b, Math.min(wanted, most));
    }
  }

  private int left(int a) {
    return capacity(atoms.get(a)) - used.get(a);
  }

  /** The molecule as SMILES in its Kekulé form, every atom with its hydrogens. */
  String smiles() {
    try {
      return new SmilesGenerator(SmiFlavor.Default).create(container());
    } catch (CDKException e) {
      throw new IllegalStateException("a molecule of the grammar cannot be written", e);
    }
  }

  private IAtomContainer container() {
    IAtomContainer out = SilentChemObjectBuilder.getInstance().newAtomContainer();
    for (int i = 0; i < atoms.size(); i++) {
      Symbol.Atom atom = atoms.get(i);
      IAtom made = out.newAtom(element(atom), valence(atom).hydrogens(used.get(i)));
      made.setFormalCharge(atom.charge());
    }
    for (Pair p : order) {
      out.newBond(out.getAtom(p.a), out.getAtom(p.b), BOND[bonds.get(p)]);
    }
    return out;
  }

  private static int element(Symbol.Atom atom) {
    return Elements.ofString(atom.element()).number();
  }
}
