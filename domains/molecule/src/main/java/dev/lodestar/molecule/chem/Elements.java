package dev.lodestar.molecule.chem;

import java.util.Map;

/** What valence and aromaticity need to know of the elements. */
final class Elements {
  /** Usual valence, and the highest one, by atomic number. */
  private static final Map<Integer, int[]> VALENCES =
      Map.ofEntries(
          Map.entry(1, new int[] {1, 1}),
          Map.entry(2, new int[] {0, 0}),
          Map.entry(3, new int[] {1, 1}),
          Map.entry(4, new int[] {2, 2}),
          Map.entry(5, new int[] {3, 3}),
          Map.entry(6, new int[] {4, 4}),
          Map.entry(7, new int[] {3, 3}),
          Map.entry(8, new int[] {2, 2}),
          Map.entry(9, new int[] {1, 1}),
          Map.entry(10, new int[] {0, 0}),
          Map.entry(11, new int[] {1, 1}),
          Map.entry(12, new int[] {2, 2}),
          Map.entry(13, new int[] {3, 6}),
          Map.entry(14, new int[] {4, 6}),
          Map.entry(15, new int[] {3, 7}),
          Map.entry(16, new int[] {2, 6}),
          Map.entry(17, new int[] {1, 1}),
          Map.entry(18, new int[] {0, 0}),
          Map.entry(19, new int[] {1, 1}),
          Map.entry(20, new int[] {2, 2}),
          Map.entry(32, new int[] {4, 4}),
          Map.entry(33, new int[] {3, 7}),
          Map.entry(34, new int[] {2, 6}),
          Map.entry(35, new int[] {1, 1}),
          Map.entry(50, new int[] {2, 4}),
          Map.entry(51, new int[] {3, 7}),
          Map.entry(52, new int[] {2, 6}),
          Map.entry(53, new int[] {1, 5}));

  private Elements() {}

  /** Usual valence; -1 where any will do (metals, wildcards). */
  static int valence(int element) {
    return VALENCES.containsKey(element) ? VALENCES.get(element)[0] : -1;
  }

  /**
   * Highest sum of bond orders and hydrogens at a charge; -1 where there is no bound.
   *
   * <p>Boron and aluminium gain a bond with a negative charge, carbon and silicon lose one with
   * any, the elements to their right gain one with each positive charge.
   */
  static int highest(int element, int charge) {
    if (!VALENCES.containsKey(element)) {
      return -1;
    }
    int most = VALENCES.get(element)[1];
    if (most == 0) {
      return 0;
    }
    return switch (element) {
      case 1 -> charge < 0 ? 2 : Math.max(0, most - charge);
      case 6, 14, 32 -> most - Math.abs(charge);
      case 3, 4, 5, 11, 12, 13, 19, 20 -> most - charge;
      default -> Math.max(0, most + charge);
    };
  }

  /** Electrons of the outer shell, for elements of the main groups; 0 for others. */
  static int outerElectrons(int element) {
    int[] noble = {2, 10, 18, 36, 54};
    int below = 0;
    for (int gas : noble) {
      if (element <= gas) {
        int filled = gas > 18 && element - below > 12 ? 10 : 0;
        return element - below - filled;
      }
      below = gas;
    }
    return 0;
  }

  /**
   * Whether the first attracts electrons more: more outer electrons, or as many and nearer to the
   * nucleus.
   */
  static boolean moreElectronegative(int first, int second) {
    int a = outerElectrons(first);
    int b = outerElectrons(second);
    return a > b || a == b && first < second;
  }
}
