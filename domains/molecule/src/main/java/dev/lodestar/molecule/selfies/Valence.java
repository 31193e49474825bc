package dev.lodestar.molecule.selfies;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The closed-shell valences of an atom: how many bonds, hydrogens counted, it may have.
 *
 * <p>Hydrogens are never written: they fill an atom up to the lowest of its valences that holds its
 * bonds (the rule of SMILES' organic subset, here for charged atoms too), so no word of the grammar
 * is a radical.
 *
 * @param allowed in rising order
 */
record Valence(List<Integer> allowed) {
  private static final Map<String, Valence> TABLE =
      Map.ofEntries(
          Map.entry("B", of(3)),
          Map.entry("B-1", of(4)),
          Map.entry("C", of(4)),
          Map.entry("C-1", of(3)),
          Map.entry("N", of(3)),
          Map.entry("N+1", of(4)),
          Map.entry("N-1", of(2)),
          Map.entry("O", of(2)),
          Map.entry("O+1", of(3)),
          Map.entry("O-1", of(1)),
          Map.entry("F", of(1)),
          Map.entry("Si", of(4)),
          Map.entry("P", of(3, 5)),
          Map.entry("P+1", of(4)),
          Map.entry("S", of(2, 4, 6)),
          Map.entry("S+1", of(3, 5)),
          Map.entry("S-1", of(1)),
          Map.entry("Cl", of(1)),
          Map.entry("Br", of(1)),
          Map.entry("I", of(1)));

  private static Valence of(Integer... allowed) {
    return new Valence(List.of(allowed));
  }

  /** The valences of an element with a charge; empty for an atom the grammar does not know. */
  static Optional<Valence> of(String element, int charge) {
    return Optional.ofNullable(
        TABLE.get(charge == 0 ? element : element + "%+d".formatted(charge)));
  }

  /** Most bonds to other atoms, a double bond counted twice. */
  int capacity() {
    return allowed.get(allowed.size() - 1);
  }

  /**
   * Hydrogens of an atom with so many bonds to others.
   *
   * @throws IllegalArgumentException if it has more than it may
   */
  int hydrogens(int bonds) {
    for (int v : allowed) {
      if (v >= bonds) {
        return v - bonds;
      }
    }
    throw new IllegalArgumentException(bonds + " bonds where at most " + capacity() + " fit");
  }
}
