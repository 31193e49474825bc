package dev.lodestar.molecule.selfies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.openscience.cdk.graph.ConnectivityChecker;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Spells a molecule as a word of the grammar: the inverse of {@link Derivation}.
 *
 * <p>Atoms are visited depth first from the first one, neighbours by their number, so a molecule
 * read from SMILES is spelt in that text's order; the last neighbour goes on with the main chain.
 * Stereochemistry is not spelt.
 */
final class Spelling {
  private static final int UNSEEN = -1;

  private final IAtomContainer molecule;
  private final int[] number;
  private final int[] parent;
  private final List<List<Integer>> children = new ArrayList<>();
  private int seen;

  private Spelling(IAtomContainer molecule) {
    this.molecule = molecule;
    number = new int[molecule.getAtomCount()];
    parent = new int[molecule.getAtomCount()];
    Arrays.fill(number, UNSEEN);
    Arrays.fill(parent, UNSEEN);
    for (int i = 0; i < number.length; i++) {
      children.add(new ArrayList<>());
    }
  }

  /**
   * @param molecule kekulised, hydrogens implicit
   * @throws IllegalArgumentException with a sentence if the grammar cannot spell it: it is empty or
   *     in pieces, or holds an atom, a valence or a bond that the grammar does not know
   */
  static List<Symbol> of(IAtomContainer molecule) {
    if (molecule.isEmpty() || !ConnectivityChecker.isConnected(molecule)) {
      throw new IllegalArgumentException(
          "A molecule to spell is in one piece of at least one atom");
    }
    Spelling s = new Spelling(molecule);
    s.visit(0);
    List<Symbol> out = new ArrayList<>();
    s.write(0, 1, out);
    return out;
  }

  private void visit(int atom) {
    number[atom] = seen++;
    for (int next : neighbours(atom)) {
      if (number[next] == UNSEEN) {
        parent[next] = atom;
        children.get(atom).add(next);
        visit(next);
      }
    }
  }

  private List<Integer> neighbours(int atom) {
    List<Integer> out = new ArrayList<>();
    for (IAtom a : molecule.getConnectedAtomsList(molecule.getAtom(atom))) {
      out.add(a.getIndex());
    }
    out.sort(Comparator.naturalOrder());
    return out;
  }

  /** The chain that begins with an atom, bound to the one before by {@code order}. */
  private void write(int first, int order, List<Symbol> out) {
    int atom = first;
    int bond = order;
    while (true) {
      out.add(symbol(atom, bond));
      closures(atom, out);
      List<Integer> next = children.get(atom);
      if (next.isEmpty()) {
        return;
      }
      for (int child : next.subList(0, next.size() - 1)) {
        branch(atom, child, out);
      }
      int last = next.get(next.size() - 1);
      bond = order(atom, last);
      atom = last;
    }
  }

  private void branch(int atom, int child, List<Symbol> out) {
    int order = order(atom, child);
    List<Symbol> side = new ArrayList<>();
    write(child, order, side);
    int digits = digits(side.size() - 1);
    out.add(new Symbol.Branch(order, digits));
    out.addAll(Indices.symbols(side.size() - 1));
    out.addAll(side);
  }

  private void closures(int atom, List<Symbol> out) {
    List<Integer> back = new ArrayList<>(neighbours(atom));
    back.removeIf(n -> n == parent[atom] || number[n] > number[atom]);
    back.sort(Comparator.comparingInt(n -> number[n]));
    for (int n : back) {
      int reach = number[atom] - number[n] - 1;
      out.add(new Symbol.Ring(order(atom, n), digits(reach)));
      out.addAll(Indices.symbols(reach));
    }
  }

  private static int digits(int value) {
    int digits = Indices.digits(value);
    if (digits > 2) {
      throw new IllegalArgumentException(
          "The molecule has a branch or ring of more than 256; the grammar counts no further");
    }
    return digits;
  }

  private Symbol symbol(int index, int order) {
    IAtom atom = molecule.getAtom(index);
    int charge = atom.getFormalCharge() == null ? 0 : atom.getFormalCharge();
    Symbol.Atom out = new Symbol.Atom(order, atom.getSymbol(), charge);
    int bonds = 0;
    for (IBond b : molecule.getConnectedBondsList(atom)) {
      bonds += order(b);
    }
    Valence valence = Valence.of(out.element(), charge).orElseThrow();
    Integer hydrogens = atom.getImplicitHydrogenCount();
    if (bonds > valence.capacity() || hydrogens == null || hydrogens != valence.hydrogens(bonds)) {
      throw new IllegalArgumentException(
          "Atom %d, %s with charge %+d, has %d bonds and %s hydrogens, which is no closed shell"
              .formatted(index, out.element(), charge, bonds, hydrogens));
    }
    return out;
  }

  private int order(int a, int b) {
    return order(molecule.getBond(molecule.getAtom(a), molecule.getAtom(b)));
  }

  private static int order(IBond bond) {
    int order = bond.getOrder() == null ? 0 : bond.getOrder().numeric();
    if (order < 1 || order > Bonds.HIGHEST) {
      throw new IllegalArgumentException("A bond of order " + order + " cannot be spelt");
    }
    return order;
  }
}
