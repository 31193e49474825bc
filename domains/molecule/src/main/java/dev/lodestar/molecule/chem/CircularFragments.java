package dev.lodestar.molecule.chem;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Circular fragments: what lies within a number of bonds of an atom, each with a number of its own.
 *
 * <p>Rogers and Hahn, "Extended-connectivity fingerprints", J. Chem. Inf. Model. 50 (2010),
 * 742-754. An atom starts from element, connections, hydrogens, charge, isotope and ring
 * membership; a round adds its bonds and its neighbours' numbers. Of fragments with the same bonds
 * the first found is kept. Radius 2 is ECFP4. Numbers are this class's own, and the same on every
 * machine.
 */
public final class CircularFragments {
  private CircularFragments() {}

  /**
   * How often each fragment occurs, by its number.
   *
   * @param radius bonds from the centre, at least 0
   */
  public static Map<Integer, Integer> counts(Molecule molecule, int radius) {
    int n = molecule.atoms();
    Map<Integer, Integer> counts = new TreeMap<>();
    long[] number = new long[n];
    BitSet[] covered = new BitSet[n];
    for (int a = 0; a < n; a++) {
      number[a] = start(molecule, a);
      covered[a] = new BitSet();
      counts.merge(fold(number[a]), 1, Integer::sum);
    }
    Set<BitSet> seen = new HashSet<>();
    BitSet ended = new BitSet();
    for (int round = 1; round <= radius; round++) {
      long[] next = number.clone();
      BitSet[] wider = covered.clone();
      for (int a = 0; a < n; a++) {
        if (!ended.get(a)) {
          next[a] = around(molecule, a, round, number);
          wider[a] = spread(molecule, a, covered);
        }
      }
      for (int a = 0; a < n; a++) {
        if (!ended.get(a)) {
          if (!wider[a].isEmpty() && first(seen, wider, next, ended, a)) {
            counts.merge(fold(next[a]), 1, Integer::sum);
          } else {
            ended.set(a);
          }
        }
      }
      Arrays.stream(wider).forEach(seen::add);
      number = next;
      covered = wider;
    }
    return counts;
  }

  /** Whether no earlier fragment, and none of this round with a smaller number, has these bonds. */
  private static boolean first(
      Set<BitSet> seen, BitSet[] wider, long[] next, BitSet ended, int atom) {
    if (seen.contains(wider[atom])) {
      return false;
    }
    for (int b = 0; b < next.length; b++) {
      if (b != atom
          && (next[b] < next[atom] || next[b] == next[atom] && b < atom)
          && wider[b].equals(wider[atom])) {
        return false;
      }
    }
    return true;
  }

  private static BitSet spread(Molecule molecule, int atom, BitSet[] covered) {
    BitSet out = (BitSet) covered[atom].clone();
    for (int b : molecule.bondsOf(atom)) {
      out.set(b);
      out.or(covered[molecule.other(b, atom)]);
    }
    return out;
  }

  private static long start(Molecule m, int a) {
    long h = mix(m.element(a));
    h = mix(h ^ (m.degree(a) + m.hydrogens(a)));
    h = mix(h ^ m.hydrogens(a));
    h = mix(h ^ (m.charge(a) & 0xffL));
    h = mix(h ^ m.isotope(a));
    return mix(h ^ (m.ringAtom(a) ? 1 : 0));
  }

  private static long around(Molecule m, int a, int round, long[] number) {
    int[] bonds = m.bondsOf(a);
    long[] arms = new long[bonds.length];
    for (int i = 0; i < arms.length; i++) {
      int kind = m.aromaticBond(bonds[i]) ? 12 : m.order(bonds[i]);
      arms[i] = mix(mix(kind) ^ number[m.other(bonds[i], a)]);
    }
    Arrays.sort(arms);
    long h = mix(mix(round) ^ number[a]);
    for (long arm : arms) {
      h = mix(h ^ arm);
    }
    return h;
  }

  private static int fold(long h) {
    return (int) (h ^ (h >>> 32));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long x) {
    long z = x + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
