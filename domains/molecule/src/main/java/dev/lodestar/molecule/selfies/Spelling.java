package dev.lodestar.molecule.selfies;

import dev.lodestar.molecule.chem.Molecule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.openscience.cdk.config.Elements;

/**
 * Spells a molecule as a word of the grammar: the inverse of {@link Derivation}.
 *
 * <p>Atoms are visited depth first from the first one, neighbours by their number, so a molecule
 * read from SMILES is spelt in that text's order; the last neighbour goes on with the main chain.
 * Stereochemistry is not spelt.
 */
final class Spelling {
  private static final int UNSEEN = -1;

  private final Molecule molecule;
  private final int[] number;
  private final int[] parent;
  private final List<List<Integer>> children = new ArrayList<>();
  private int seen;

  private Spelling(Molecule molecule) {
    this.molecule = molecule;
    number = new int[molecule.atoms()];
    parent = new int[molecule.atoms()];
    Arrays.fill(number, UNSEEN);
    Arrays.fill(parent, UNSEEN);
    for (int i = 0; i < number.length; i++) {
      children.add(new ArrayList<>());
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence if the grammar cannot spell it: it is in
   *     pieces, or holds an atom, a valence or a bond that the grammar does not know
   */
  static List<Symbol> of(Molecule molecule) {
    Spelling s = new Spelling(molecule);
    s.visit(0);
    if (s.seen < molecule.atoms()) {
      throw new IllegalArgumentException("A molecule to spell is in one piece");
    }
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
    return Arrays.stream(molecule.neighbours(atom)).sorted().boxed().toList();
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
    out.add(new Symbol.Branch(order, digits(side.size() - 1)));
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

  private Symbol symbol(int atom, int order) {
    String element = Elements.ofNumber(molecule.element(atom)).symbol();
    int charge = molecule.charge(atom);
    Symbol.Atom out = new Symbol.Atom(order, element, charge);
    int hydrogens = molecule.hydrogens(atom);
    int bonds = molecule.valence(atom) - hydrogens;
    Valence valence = Valence.of(element, charge).orElseThrow();
    if (bonds > valence.capacity() || hydrogens != valence.hydrogens(bonds)) {
      throw new IllegalArgumentException(
          "Atom %d, %s with charge %+d, has %d bonds and %d hydrogens, which is no closed shell"
              .formatted(atom, element, charge, bonds, hydrogens));
    }
    return out;
  }

  private int order(int a, int b) {
    int order = molecule.order(molecule.bond(a, b));
    if (order > Bonds.HIGHEST) {
      throw new IllegalArgumentException("A bond of order " + order + " cannot be spelt");
    }
    return order;
  }
}
