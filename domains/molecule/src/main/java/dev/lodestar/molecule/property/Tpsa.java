package dev.lodestar.molecule.property;

import static dev.lodestar.molecule.property.Around.N;
import static dev.lodestar.molecule.property.Around.O;

import dev.lodestar.molecule.chem.Molecule;

/**
 * Topological polar surface area in Å², of nitrogen and oxygen.
 *
 * <p>Ertl, Rohde and Selzer, "Fast calculation of molecular polar surface area as a sum of
 * fragment-based contributions", J. Med. Chem. 43 (2000), 3714-3717, table 1; atoms that are not in
 * the table take its linear extrapolation in neighbours and hydrogens.
 */
public final class Tpsa {
  private Tpsa() {}

  /** Area of a molecule. */
  public static double of(Molecule molecule) {
    double sum = 0;
    for (int a = 0; a < molecule.atoms(); a++) {
      int element = molecule.element(a);
      sum += element == N ? nitrogen(molecule, a) : element == O ? oxygen(molecule, a) : 0;
    }
    return sum;
  }

  /** Neighbours by bond, hydrogens and charge, as digits: -*, =*, #*, :*, H, + or -. */
  private static String kind(Molecule molecule, int a) {
    Around around = new Around(molecule);
    return ""
        + around.plain(a, b -> true)
        + around.twice(a, b -> true)
        + around.thrice(a, b -> true)
        + around.aromatic(a)
        + molecule.hydrogens(a)
        + switch (molecule.charge(a)) {
          case 0 -> "";
          case 1 -> "+";
          case -1 -> "-";
          default -> "?";
        };
  }

  private static boolean inTriangle(Molecule molecule, int a) {
    for (int[] ring : molecule.rings()) {
      if (ring.length == 3) {
        for (int b : ring) {
          if (a == b) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static double nitrogen(Molecule molecule, int a) {
    return switch (kind(molecule, a)) {
      case "30000" -> inTriangle(molecule, a) ? 3.01 : 3.24;
      case "11000" -> 12.36;
      case "00100" -> 23.79;
      case "12000" -> 11.68;
      case "01100" -> 13.60;
      case "20001" -> inTriangle(molecule, a) ? 21.94 : 12.03;
      case "01001" -> 23.85;
      case "10002" -> 26.02;
      case "40000+" -> 0;
      case "21000+" -> 3.01;
      case "10100+" -> 4.36;
      case "30001+" -> 4.44;
      case "11001+" -> 13.97;
      case "20002+" -> 16.61;
      case "01002+" -> 25.59;
      case "10003+" -> 27.64;
      case "00020" -> 12.89;
      case "00030" -> 4.41;
      case "10020" -> 4.93;
      case "01020" -> 8.39;
      case "00021" -> 15.79;
      case "00030+" -> 4.10;
      case "10020+" -> 3.88;
      case "00021+" -> 14.14;
      default -> Math.max(0, 30.5 - 8.2 * molecule.degree(a) + 1.5 * molecule.hydrogens(a));
    };
  }

  private static double oxygen(Molecule molecule, int a) {
    return switch (kind(molecule, a)) {
      case "20000" -> inTriangle(molecule, a) ? 12.53 : 9.23;
      case "01000" -> 17.07;
      case "10001" -> 20.23;
      case "10000-" -> 23.06;
      case "00020" -> 13.14;
      default -> Math.max(0, 28.5 - 8.6 * molecule.degree(a) + 1.5 * molecule.hydrogens(a));
    };
  }
}
