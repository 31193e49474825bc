package dev.lodestar.molecule.chem;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Counts of what makes a skeleton complex: stereo centres, bridgeheads, spiro atoms, large rings.
 */
public final class Shape {
  private Shape() {}

  /** Rings of more atoms than this are macrocycles. */
  private static final int LARGE_RING = 8;

  /** Atoms that can be tetrahedral stereo centres, marked or not: four different neighbours. */
  public static int stereoCentres(Molecule m) {
    int[] kinds = kinds(m);
    int n = 0;
    for (int a = 0; a < m.atoms(); a++) {
      n += canBeCentre(m, a) && allDiffer(m, a, kinds) ? 1 : 0;
    }
    return n;
  }

  private static boolean canBeCentre(Molecule m, int a) {
    int degree = m.degree(a);
    if (m.valence(a) < 3 || m.hydrogens(a) > 1 || m.aromaticAtom(a)) {
      return false;
    }
    if (degree == 4) {
      return true;
    }
    if (degree != 3) {
      return false;
    }
    return switch (m.element(a)) {
      case 7 -> m.hydrogens(a) == 0 && inTriangle(m, a);
      case 15, 33 -> true;
      case 16, 34 -> m.valence(a) == 4 || m.valence(a) == 3 && m.charge(a) == 1;
      default -> m.hydrogens(a) == 1;
    };
  }

  private static boolean inTriangle(Molecule m, int a) {
    return Arrays.stream(m.rings())
        .anyMatch(r -> r.length == 3 && Arrays.stream(r).anyMatch(b -> b == a));
  }

  private static boolean allDiffer(Molecule m, int a, int[] kinds) {
    int[] around = Arrays.stream(m.neighbours(a)).map(b -> kinds[b]).toArray();
    return Arrays.stream(around).distinct().count() == around.length;
  }

  /** Equal numbers for atoms that the graph does not tell apart, by refinement until it stands. */
  static int[] kinds(Molecule m) {
    int n = m.atoms();
    long[] value = new long[n];
    for (int a = 0; a < n; a++) {
      value[a] =
          ((((m.element(a) * 16L) + m.degree(a)) * 16 + m.hydrogens(a)) * 16 + m.charge(a) + 8)
                  * 512
              + m.isotope(a);
    }
    int[] kinds = ranks(value);
    int count = distinct(kinds);
    while (true) {
      long[] next = new long[n];
      for (int a = 0; a < n; a++) {
        int[] bonds = m.bondsOf(a);
        long[] arms = new long[bonds.length];
        for (int i = 0; i < arms.length; i++) {
          int b = bonds[i];
          int order = m.aromaticBond(b) ? 4 : m.order(b);
          arms[i] = kinds[m.other(b, a)] * 8L + order;
        }
        Arrays.sort(arms);
        next[a] = kinds[a] * 31L + Arrays.hashCode(arms) * 1_000_003L;
      }
      int[] finer = ranks(next);
      int now = distinct(finer);
      if (now <= count) {
        return kinds;
      }
      kinds = finer;
      count = now;
    }
  }

  private static int[] ranks(long[] values) {
    long[] sorted = Arrays.stream(values).distinct().sorted().toArray();
    return Arrays.stream(values).mapToInt(v -> Arrays.binarySearch(sorted, v)).toArray();
  }

  private static int distinct(int[] values) {
    return (int) Arrays.stream(values).distinct().count();
  }

  /** Atoms at which rings that share more than one bond part. */
  public static int bridgeheads(Molecule m) {
    int[][] bonds = m.ringBonds();
    BitSet heads = new BitSet();
    for (int r = 0; r < bonds.length; r++) {
      for (int s = r + 1; s < bonds.length; s++) {
        int[] other = bonds[s];
        int[] shared =
            Arrays.stream(bonds[r])
                .filter(b -> Arrays.stream(other).anyMatch(c -> c == b))
                .toArray();
        if (shared.length > 1) {
          BitSet once = new BitSet();
          for (int b : shared) {
            once.flip(m.begin(b));
            once.flip(m.end(b));
          }
          heads.or(once);
        }
      }
    }
    return heads.cardinality();
  }

  /** Atoms that are all that two rings share. */
  public static int spiroAtoms(Molecule m) {
    int[][] rings = m.rings();
    BitSet spiro = new BitSet();
    for (int r = 0; r < rings.length; r++) {
      for (int s = r + 1; s < rings.length; s++) {
        int[] other = rings[s];
        int[] shared =
            Arrays.stream(rings[r])
                .filter(a -> Arrays.stream(other).anyMatch(b -> a == b))
                .toArray();
        if (shared.length == 1) {
          spiro.set(shared[0]);
        }
      }
    }
    return spiro.cardinality();
  }

  /** Whether there is a ring of more than eight atoms. */
  public static boolean macrocycle(Molecule m) {
    return Arrays.stream(m.rings()).anyMatch(r -> r.length > LARGE_RING);
  }
}
