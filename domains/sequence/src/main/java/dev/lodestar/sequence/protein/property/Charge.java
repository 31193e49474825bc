package dev.lodestar.sequence.protein.property;

import dev.lodestar.sequence.Alphabet;
import java.util.Map;

/**
 * Net charge by the Henderson-Hasselbalch equation, every group on its own, and where it is zero.
 *
 * <p>pKa values of Bjellqvist et al., Electrophoresis 14:1023 (1993) and 15:529 (1994), as ExPASy's
 * ProtParam uses them: D 4.05, E 4.45, H 5.98, C 9.0, Y 10.0, K 10.0, R 12.0; the C-terminus 3.55
 * (4.55 for D, 4.75 for E); the N-terminus 7.5 (7.59 for A, 7.0 M, 6.93 S, 8.36 P, 6.82 T, 7.44 V,
 * 7.7 E). All cysteines count as free.
 */
public final class Charge {
  private static final Map<Character, Double> BASES = Map.of('H', 5.98, 'K', 10.0, 'R', 12.0);
  private static final Map<Character, Double> ACIDS =
      Map.of('D', 4.05, 'E', 4.45, 'C', 9.0, 'Y', 10.0);
  private static final Map<Character, Double> FIRST =
      Map.of('A', 7.59, 'M', 7.0, 'S', 6.93, 'P', 8.36, 'T', 6.82, 'V', 7.44, 'E', 7.7);
  private static final Map<Character, Double> LAST = Map.of('D', 4.55, 'E', 4.75);
  private static final double N_TERMINUS = 7.5;
  private static final double C_TERMINUS = 3.55;
  private static final int HALVINGS = 50;

  private Charge() {}

  /**
   * Net charge in units of the proton's.
   *
   * @param protein letters of {@link Alphabet#PROTEIN}, at least one
   */
  public static double at(String protein, double ph) {
    double charge =
        base(ph, FIRST.getOrDefault(protein.charAt(0), N_TERMINUS))
            - acid(ph, LAST.getOrDefault(protein.charAt(protein.length() - 1), C_TERMINUS));
    for (char c : protein.toCharArray()) {
      if (BASES.containsKey(c)) {
        charge += base(ph, BASES.get(c));
      } else if (ACIDS.containsKey(c)) {
        charge -= acid(ph, ACIDS.get(c));
      }
    }
    return charge;
  }

  /** The pH at which the net charge is zero, which falls as the pH grows. */
  public static double isoelectricPoint(String protein) {
    double low = 0;
    double high = 14;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (at(protein, middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double base(double ph, double pKa) {
    return 1 / (1 + StrictMath.pow(10, ph - pKa));
  }

  private static double acid(double ph, double pKa) {
    return 1 / (1 + StrictMath.pow(10, pKa - ph));
  }
}
