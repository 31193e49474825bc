package dev.lodestar.molecule.selfies;

import java.util.ArrayList;
import java.util.List;

/**
 * Derives the molecule of any word, by the rules of SELFIES: a symbol that asks for more bonds than
 * its neighbours have left gets fewer, one that cannot stand where it stands is passed over, and a
 * ring closure takes what is left when all atoms are there.
 *
 * <p>So every word is a molecule in which no atom exceeds its valence. The empty word, and one
 * without atoms, is methane.
 *
 * <p>Source: Krenn et al., "Self-referencing embedded strings (SELFIES)", Machine Learning: Science
 * and Technology 1:045024 (2020); the rules and the index symbols of version 2 (Lo et al., Digital
 * Discovery 2:897, 2023).
 */
final class Derivation {
  /** No atom yet: whatever comes first is bound to nothing. */
  private static final int START = -1;

  private record Closure(int left, int right, int order) {}

  private final List<Symbol> word;
  private final Graph graph = new Graph();
  private final List<Closure> closures = new ArrayList<>();
  private int at;

  private Derivation(List<Symbol> word) {
    this.word = word;
  }

  /** SMILES of the molecule of a word: in one piece, in a Kekulé form, without stereochemistry. */
  static String smiles(List<Symbol> word) {
    int end = word.indexOf(new Symbol.End());
    Derivation d = new Derivation(end < 0 ? word : word.subList(0, end));
    d.chain(START, START, d.word.size());
    if (d.graph.size() == 0) {
      d.graph.atom(new Symbol.Atom(1, "C", 0));
    }
    d.closures.forEach(c -> d.graph.close(c.left, c.right, c.order));
    return d.graph.smiles();
  }

  /**
   * Reads a chain up to the symbol {@code until}.
   *
   * @param atom the atom it hangs on
   * @param free bonds it may still have here
   */
  private void chain(int atom, int free, int until) {
    int last = atom;
    int left = free;
    while (at < until && left != 0) {
      Symbol symbol = word.get(at++);
      if (symbol instanceof Symbol.Atom next) {
        int capacity = graph.capacity(next);
        int order = left == START ? 0 : Math.min(next.order(), Math.min(left, capacity));
        int made = graph.atom(next);
        if (order > 0) {
          graph.bond(last, made, order);
        }
        last = made;
        left = capacity - order;
      } else if (symbol instanceof Symbol.Branch branch && left > 1) {
        int order = Math.min(left - 1, branch.order());
        int symbols = index(branch.digits(), until) + 1;
        int back = Math.min(until, at + symbols);
        chain(last, order, back);
        at = back;
        left -= order;
      } else if (symbol instanceof Symbol.Ring ring && left > 0) {
        int order = Math.min(left, ring.order());
        int reach = index(ring.digits(), until) + 1;
        closures.add(new Closure(Math.max(0, last - reach), last, order));
        left -= order;
      }
    }
  }

  /** Reads the digits behind a branch or ring symbol. */
  private int index(int digits, int until) {
    int stop = Math.min(until, at + digits);
    int value = Indices.value(word.subList(at, stop));
    at = stop;
    return value;
  }
}
