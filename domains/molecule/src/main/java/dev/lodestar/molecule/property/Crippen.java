package dev.lodestar.molecule.property;

import static dev.lodestar.molecule.property.Around.BR;
import static dev.lodestar.molecule.property.Around.C;
import static dev.lodestar.molecule.property.Around.CL;
import static dev.lodestar.molecule.property.Around.F;
import static dev.lodestar.molecule.property.Around.I;
import static dev.lodestar.molecule.property.Around.N;
import static dev.lodestar.molecule.property.Around.O;
import static dev.lodestar.molecule.property.Around.P;
import static dev.lodestar.molecule.property.Around.S;

import dev.lodestar.molecule.chem.Molecule;

/**
 * Octanol-water partition coefficient as a sum over atom types.
 *
 * <p>Wildman and Crippen, "Prediction of physicochemical parameters by atomic contributions", J.
 * Chem. Inf. Comput. Sci. 39 (1999), 868-873, table 1. An atom takes the first type of its element
 * that fits, in the order of the table; hydrogens have types too.
 */
public final class Crippen {
  private final Molecule molecule;
  private final Around around;

  private Crippen(Molecule molecule) {
    this.molecule = molecule;
    this.around = new Around(molecule);
  }

  /** log P of a molecule. */
  public static double logP(Molecule molecule) {
    Crippen crippen = new Crippen(molecule);
    double sum = 0;
    for (int a = 0; a < molecule.atoms(); a++) {
      sum += crippen.heavy(a) + molecule.hydrogens(a) * crippen.hydrogen(a);
    }
    return sum;
  }

  private double heavy(int a) {
    return switch (molecule.element(a)) {
      case 1 -> 0.1230;
      case C -> molecule.aromaticAtom(a) ? aromaticCarbon(a) : carbon(a);
      case N -> molecule.aromaticAtom(a) ? aromaticNitrogen(a) : nitrogen(a);
      case O -> oxygen(a);
      case F -> halogen(a, 0.4202);
      case CL -> halogen(a, 0.6895);
      case BR -> halogen(a, 0.8456);
      case I -> halogen(a, 0.8857);
      case P -> 0.8612;
      case S -> molecule.aromaticAtom(a) ? 0.6237 : polar(a) ? -0.0024 : 0.6482; // S3, S2, S1
      case 3, 11, 19, 37, 55 -> molecule.charge(a) == 1 ? -2.996 : -0.3808;
      case 4, 5, 12, 13, 14, 20, 31, 32, 33, 34, 38, 49, 50, 51, 52, 56, 81, 82, 83, 84 -> -0.3808;
      default -> metal(molecule.element(a)) ? -0.0025 : 0;
    };
  }

  private static boolean metal(int element) {
    return element >= 21 && element <= 30
        || element >= 39 && element <= 48
        || element >= 72 && element <= 80;
  }

  /** Sulphur with a charge, or one that a double bond to oxygen or phosphorus stands for. */
  private boolean polar(int sulphur) {
    return molecule.charge(sulphur) != 0
        || around.twice(sulphur, b -> around.aliphatic(b, O) || around.aliphatic(b, P)) >= 1;
  }

  private double halogen(int a, double neutral) {
    return molecule.charge(a) == 0 ? neutral : -2.996;
  }

  private double aromaticNitrogen(int a) {
    int charge = molecule.charge(a);
    return charge > 0 ? -1.119 : charge == 0 ? -0.3239 : -0.4806; // N12, N11, NS
  }

  private boolean aliphatic(int a) {
    return !molecule.aromaticAtom(a);
  }

  private boolean aliphaticCarbon(int a) {
    return around.aliphatic(a, C);
  }

  private boolean hetero(int a) {
    return switch (molecule.element(a)) {
      case N, O, P, S, F, CL, BR, I -> aliphatic(a);
      default -> false;
    };
  }

  private double carbon(int a) {
    int h = molecule.hydrogens(a);
    boolean sp3 = around.connections(a) == 4;
    int carbons = around.single(a, this::aliphaticCarbon);
    int heteros = around.single(a, this::hetero);
    int aliphatics = around.single(a, this::aliphatic);
    if (h == 4 || h == 3 && carbons >= 1 || h == 2 && carbons >= 2) {
      return 0.1441; // C1
    }
    if (h == 1 && carbons >= 3 || h == 0 && carbons >= 4) {
      return 0; // C2
    }
    if (h == 3 && heteros >= 1 || h == 2 && sp3 && heteros >= 1 && aliphatics >= 2) {
      return -0.2035; // C3
    }
    if (sp3 && heteros >= 1 && (h == 1 && aliphatics >= 3 || h == 0 && aliphatics >= 4)) {
      return -0.2051; // C4
    }
    if (around.twice(a, b -> aliphatic(b) && molecule.element(b) != C) >= 1) {
      return -0.2783; // C5
    }
    int doubles = around.twice(a, this::aliphaticCarbon);
    if (doubles >= 2
        || doubles == 1 && (h == 2 || h == 1 && aliphatics >= 1 || h == 0 && aliphatics >= 2)) {
      return 0.1551; // C6
    }
    if (around.connections(a) == 2 && around.thrice(a, this::aliphatic) >= 1) {
      return 0.0017; // C7
    }
    int aromatics = around.single(a, molecule::aromaticAtom);
    if (aromatics >= 1 && h == 3) {
      boolean benzylic =
          around.single(a, b -> molecule.aromaticAtom(b) && molecule.element(b) == C) >= 1;
      return benzylic ? 0.08452 : -0.1444; // C8, C9
    }
    if (aromatics >= 1 && sp3) {
      return h == 2 ? -0.0516 : h == 1 ? 0.1193 : -0.0967; // C10, C11, C12
    }
    if (doubles >= 1 && aromatics >= 1 || around.twice(a, molecule::aromaticAtom) >= 1) {
      return 0.2640; // C26
    }
    if (sp3 && around.single(a, b -> aliphatic(b) && !aliphaticCarbon(b) && !hetero(b)) >= 1) {
      return 0.2148; // C27
    }
    return 0.08129; // CS
  }

  private double aromaticCarbon(int a) {
    int h = molecule.hydrogens(a);
    if (h == 0
        && around.plain(a, b -> aliphatic(b) && molecule.element(b) != C && !listed(b)) >= 1) {
      return -0.5443; // C13
    }
    for (int b : molecule.neighbours(a)) {
      switch (molecule.element(b)) {
        case F:
          return 0; // C14
        case CL:
          return 0.2450; // C15
        case BR:
          return 0.1980; // C16
        case I:
          return 0; // C17
        default:
          break;
      }
    }
    if (h == 1) {
      return 0.1581; // C18
    }
    int ring = around.aromatic(a);
    if (ring >= 3) {
      return 0.2955; // C19
    }
    if (ring == 2) {
      if (around.plain(a, molecule::aromaticAtom) >= 1) {
        return 0.2713; // C20
      }
      if (around.plain(a, b -> molecule.element(b) == C) >= 1) {
        return 0.1360; // C21
      }
      if (around.plain(a, b -> molecule.element(b) == N) >= 1) {
        return 0.4619; // C22
      }
      if (around.plain(a, b -> molecule.element(b) == O) >= 1) {
        return 0.5437; // C23
      }
      if (around.plain(a, b -> molecule.element(b) == S) >= 1) {
        return 0.1893; // C24
      }
      if (around.twice(a, b -> aliphatic(b) && (molecule.element(b) <= O)) >= 1) {
        return -0.8186; // C25
      }
    }
    return 0.08129; // CS
  }

  /** Elements that an aromatic carbon has a type of its own for. */
  private boolean listed(int a) {
    return hetero(a) && molecule.element(a) != P;
  }

  private double hydrogen(int a) {
    return switch (molecule.element(a)) {
      case 1, C -> 0.1230; // H1
      case N -> 0.2142; // H3
      case O -> hydroxyl(a);
      default -> -0.2677; // H2
    };
  }

  private double hydroxyl(int oxygen) {
    int[] neighbours = molecule.neighbours(oxygen);
    if (molecule.aromaticAtom(oxygen) || neighbours.length == 0) {
      return -0.2677;
    }
    int b = neighbours[0];
    int element = molecule.element(b);
    if (element == C) {
      if (molecule.aromaticAtom(b) || around.connections(b) == 4) {
        return -0.2677; // H2
      }
      boolean acid =
          around.twice(
                  b,
                  n ->
                      molecule.element(n) == C
                          || molecule.element(n) == N
                          || around.aliphatic(n, O)
                          || around.aliphatic(n, S))
              >= 1;
      return acid ? 0.2980 : 0.1125; // H4, HS
    }
    if (element == N) {
      return 0.2142; // H3
    }
    return element == O || element == S ? 0.2980 : -0.2677; // H4, H2
  }

  private double nitrogen(int a) {
    int h = molecule.hydrogens(a);
    int charge = molecule.charge(a);
    int aliphatics = around.single(a, this::aliphatic);
    int aromatics = around.single(a, molecule::aromaticAtom);
    int doubles = around.twice(a, b -> true);
    if (charge == 0) {
      if (h == 2 && aliphatics + aromatics >= 1) {
        return aliphatics >= 1 ? -1.0190 : -1.0270; // N1, N3
      }
      if (h == 1 && aliphatics >= 2) {
        return -0.7096; // N2
      }
      if (h == 1 && aromatics >= 1 && aliphatics + aromatics >= 2) {
        return -0.5188; // N4
      }
      if (h == 1 && doubles >= 1) {
        return 0.08387; // N5
      }
      if (doubles >= 1 && aliphatics + aromatics >= 1) {
        return 0.1836; // N6
      }
      if (aliphatics >= 3) {
        return -0.3187; // N7
      }
      if (aromatics >= 1 && aliphatics + aromatics >= 3) {
        return -0.4458; // N8
      }
      return around.thrice(a, this::aliphatic) >= 1 ? 0.01508 : -0.4806; // N9, NS
    }
    if (charge < 0) {
      return 0.2887; // N14
    }
    if (h > 0) {
      return -1.950; // N10
    }
    if (aliphatics >= 4
        || around.twice(a, this::aliphatic) >= 1 && aliphatics >= 1 && aliphatics + aromatics >= 2
        || around.twice(a, b -> molecule.element(b) == C) >= 1
            && around.twice(a, b -> molecule.element(b) == N) >= 1) {
      return -0.3396; // N13
    }
    boolean azide =
        around.twice(a, b -> around.aliphatic(b, N) && molecule.charge(b) < 0) >= 1
            && around.twice(a, b -> around.aliphatic(b, N)) >= 2;
    return azide || around.thrice(a, this::aliphatic) >= 1 ? 0.2887 : -0.4806; // N14, NS
  }

  private double oxygen(int a) {
    if (molecule.aromaticAtom(a)) {
      return 0.1552; // O1
    }
    int h = molecule.hydrogens(a);
    int aliphatics = around.single(a, this::aliphatic);
    int aromatics = around.single(a, molecule::aromaticAtom);
    if (h == 1 || h == 2) {
      return -0.2893; // O2
    }
    if (aliphatics >= 2) {
      return -0.0684; // O3
    }
    if (aromatics >= 1 && aliphatics + aromatics >= 2) {
      return -0.4195; // O4
    }
    if (molecule.degree(a) == 0) {
      return -0.1188;
    }
    int b = molecule.neighbours(a)[0];
    int element = molecule.element(b);
    boolean ion = around.connections(a) == 1 && molecule.charge(a) < 0;
    boolean doubled = around.twice(a, x -> true) >= 1;
    if (doubled && (element == N || element == O) || ion && element == N) {
      return 0.0335; // O5
    }
    if ((ion || doubled) && element == S) {
      return -0.3339; // O6
    }
    if (ion && aliphaticCarbon(b) && around.twice(b, x -> around.aliphatic(x, O)) >= 1) {
      return -1.326; // O12
    }
    if (ion) {
      return -1.189; // O7
    }
    if (doubled && element == C) {
      return molecule.aromaticAtom(b) ? 0.1788 : carbonyl(b); // O8
    }
    return -0.1188; // OS
  }

  /** The oxygen of a carbonyl group, by what else its carbon holds. */
  private double carbonyl(int carbon) {
    int h = molecule.hydrogens(carbon);
    int aliphaticCarbons = around.single(carbon, this::aliphaticCarbon);
    int aliphatics = around.single(carbon, this::aliphatic);
    int nitrogenOrOxygen =
        around.single(carbon, b -> around.aliphatic(b, N) || around.aliphatic(b, O));
    boolean twoOxygens = around.twice(carbon, b -> around.aliphatic(b, O)) >= 2;
    if (h == 1 && (aliphaticCarbons >= 1 || nitrogenOrOxygen >= 1)
        || aliphaticCarbons >= 1 && aliphatics >= 2
        || h == 2
        || twoOxygens) {
      return -0.1526; // O9
    }
    int carbons = around.single(carbon, b -> molecule.element(b) == C);
    int aromatics = around.single(carbon, molecule::aromaticAtom);
    int aromaticCarbons = carbons - aliphaticCarbons;
    if (h == 1 && aromaticCarbons >= 1
        || aromatics >= 1 && carbons >= 1 && aliphatics + aromatics >= 2) {
      return 0.1129; // O10
    }
    int others = around.single(carbon, b -> molecule.element(b) != C);
    return others >= 2 ? 0.4833 : -0.1188; // O11, OS
  }
}
