package dev.lodestar.molecule.property;

import static dev.lodestar.molecule.property.Around.BR;
import static dev.lodestar.molecule.property.Around.C;
import static dev.lodestar.molecule.property.Around.CL;
import static dev.lodestar.molecule.property.Around.F;
import static dev.lodestar.molecule.property.Around.N;
import static dev.lodestar.molecule.property.Around.O;
import static dev.lodestar.molecule.property.Around.S;

import dev.lodestar.molecule.chem.Molecule;
import java.util.BitSet;

/**
 * Counts of groups, by the definitions that QED's reference implementation uses.
 *
 * <p>Bickerton et al., "Quantifying the chemical beauty of drugs", Nature Chemistry 4 (2012),
 * 90-98, methods and supplement.
 */
public final class Counts {
  private Counts() {}

  /** Hydrogen bond acceptors. */
  public static int acceptors(Molecule m) {
    int n = 0;
    for (int a = 0; a < m.atoms(); a++) {
      n += acceptor(m, new Around(m), a) ? 1 : 0;
    }
    return n;
  }

  private static boolean acceptor(Molecule m, Around around, int a) {
    int h = m.hydrogens(a);
    int x = around.connections(a);
    int v = m.valence(a);
    return switch (m.element(a)) {
      case O ->
          m.aromaticAtom(a)
              ? h == 0 && x == 2
              : v == 2 && (h <= 1 && x == 2 || h == 0 && x == 1) || m.charge(a) == -1 && x == 1;
      case S ->
          !m.aromaticAtom(a)
              && (v == 2 && h == 0 && (x == 2 || x == 1) || m.charge(a) == -1 && x == 1);
      case N -> {
        if (m.aromaticAtom(a)) {
          yield h == 0 && x == 2;
        }
        boolean amide =
            around.single(
                    a,
                    b ->
                        (around.aliphatic(b, C) || around.aliphatic(b, S))
                            && around.twice(b, o -> around.aliphatic(o, O)) >= 1)
                >= 1;
        yield h == 0 && x == 1 && v == 3 || m.charge(a) == 0 && x == 3 && v == 3 && !amide;
      }
      default -> false;
    };
  }

  /** Hydrogen bond donors. */
  public static int donors(Molecule m) {
    int n = 0;
    for (int a = 0; a < m.atoms(); a++) {
      int h = m.hydrogens(a);
      boolean neutral = m.charge(a) == 0;
      boolean donor =
          switch (m.element(a)) {
            case N ->
                m.aromaticAtom(a)
                    ? h == 1 && neutral
                    : h > 0 && (m.valence(a) == 3 || m.charge(a) == 1 && m.valence(a) == 4);
            case O, S -> !m.aromaticAtom(a) && h == 1 && neutral;
            default -> false;
          };
      n += donor ? 1 : 0;
    }
    return n;
  }

  /**
   * Rotatable bonds: single, not in a ring, neither end terminal, next to a triple bond, CX3 or
   * tert-butyl, and not the bond of an amide, ester or amidinium.
   */
  public static int rotatableBonds(Molecule m) {
    Around around = new Around(m);
    int n = 0;
    for (int b = 0; b < m.bonds(); b++) {
      if (m.ringBond(b) || m.order(b) != 1) {
        continue;
      }
      int i = m.begin(b);
      int j = m.end(b);
      boolean turns =
          turns(m, around, i)
              && turns(m, around, j)
              && !(stiff(m, around, i) && stiff(m, around, j));
      n += turns ? 1 : 0;
    }
    return n;
  }

  private static boolean turns(Molecule m, Around around, int a) {
    if (m.degree(a) == 1 || around.thrice(a, x -> true) > 0) {
      return false;
    }
    if (!around.aliphatic(a, C)) {
      return true;
    }
    return around.single(a, x -> m.element(x) == F) < 3
        && around.single(a, x -> m.element(x) == CL) < 3
        && around.single(a, x -> m.element(x) == BR) < 3
        && around.single(a, x -> around.aliphatic(x, C) && m.hydrogens(x) == 3) < 3;
  }

  /** Whether the atom is of an amide, ester or amidinium bond outside rings. */
  private static boolean stiff(Molecule m, Around around, int a) {
    for (int b : m.bondsOf(a)) {
      int other = m.other(b, a);
      if (m.order(b) == 1
          && !m.ringBond(b)
          && (carbonylLike(m, around, a, other) || carbonylLike(m, around, other, a))) {
        return true;
      }
    }
    return false;
  }

  private static boolean carbonylLike(Molecule m, Around around, int carbon, int partner) {
    if (!around.aliphatic(carbon, C) || m.degree(carbon) != 3) {
      return false;
    }
    boolean nitrogen = m.element(partner) == N;
    boolean conjugated =
        nitrogen
            || around.aliphatic(partner, O)
            || around.aliphatic(partner, S) && m.degree(partner) != 1;
    boolean toHetero =
        around.twice(
                carbon,
                x -> around.aliphatic(x, N) || around.aliphatic(x, O) || around.aliphatic(x, S))
            >= 1;
    boolean toIminium = around.twice(carbon, x -> around.aliphatic(x, N) && m.charge(x) == 1) >= 1;
    return conjugated && toHetero || nitrogen && m.degree(partner) != 1 && toIminium;
  }

  /**
   * Rings that remain without the ring atoms that are aliphatic and bonded singly to an aliphatic
   * one.
   */
  public static int aromaticRings(Molecule m) {
    BitSet left = new BitSet();
    for (int a = 0; a < m.atoms(); a++) {
      boolean gone = false;
      if (!m.aromaticAtom(a) && m.ringAtom(a)) {
        gone = new Around(m).single(a, b -> !m.aromaticAtom(b)) > 0;
      }
      left.set(a, !gone);
    }
    int bonds = 0;
    for (int b = 0; b < m.bonds(); b++) {
      bonds += left.get(m.begin(b)) && left.get(m.end(b)) ? 1 : 0;
    }
    int atoms = left.cardinality();
    int parts = 0;
    while (!left.isEmpty()) {
      parts++;
      remove(m, left, left.nextSetBit(0));
    }
    return bonds - atoms + parts;
  }

  private static void remove(Molecule m, BitSet left, int atom) {
    left.clear(atom);
    for (int b : m.neighbours(atom)) {
      if (left.get(b)) {
        remove(m, left, b);
      }
    }
  }
}
