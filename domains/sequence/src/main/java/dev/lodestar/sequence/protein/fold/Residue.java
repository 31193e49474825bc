package dev.lodestar.sequence.protein.fold;

import java.util.List;
import java.util.Optional;

/**
 * One residue of a chain.
 *
 * @param label its number and insertion code as the file writes them, such as {@code 52A}
 * @param number its number alone
 * @param letter which amino acid
 * @param line where its first atom stands
 * @param atoms its heavy atoms, every alternate location among them
 */
record Residue(String label, int number, char letter, int line, List<Atom> atoms) {
  /** The bond from one residue to the next is 1.33 Å; beyond this there is none. */
  private static final double LONGEST_BOND = 2;

  /** A heavy atom: its name and its place in Å. */
  record Atom(String name, double x, double y, double z) {
    double distance(Atom other) {
      return Math.sqrt(square(other));
    }

    double square(Atom o) {
      return (x - o.x) * (x - o.x) + (y - o.y) * (y - o.y) + (z - o.z) * (z - o.z);
    }
  }

  Residue {
    atoms = List.copyOf(atoms);
  }

  /** Distance in Å between the nearest heavy atoms of two residues. */
  double distance(Residue other) {
    double least = Double.POSITIVE_INFINITY;
    for (Atom a : atoms) {
      for (Atom b : other.atoms) {
        least = Math.min(least, a.square(b));
      }
    }
    return Math.sqrt(least);
  }

  /**
   * Whether the chain goes on from here to {@code next}: its C and the N of the next are bonded, or
   * where one of them is missing the numbers follow each other.
   */
  boolean bondedTo(Residue next) {
    Optional<Atom> c = atom("C");
    Optional<Atom> n = next.atom("N");
    return c.isPresent() && n.isPresent()
        ? c.get().distance(n.get()) <= LONGEST_BOND
        : next.number - number <= 1;
  }

  private Optional<Atom> atom(String name) {
    return atoms.stream().filter(a -> a.name.equals(name)).findFirst();
  }
}
