package dev.lodestar.molecule.property;

import dev.lodestar.molecule.chem.Molecule;
import java.util.Map;
import org.openscience.cdk.config.Elements;
import org.openscience.cdk.config.Isotopes;

/**
 * Molecular weight in g/mol, with the standard atomic weights of the elements' natural mixtures.
 */
public final class Weight {
  private static final double HYDROGEN = 1.008;

  /** Standard atomic weights (IUPAC, abridged) of the elements of organic chemistry. */
  private static final Map<Integer, Double> WEIGHTS =
      Map.ofEntries(
          Map.entry(0, 0.0),
          Map.entry(1, HYDROGEN),
          Map.entry(5, 10.812),
          Map.entry(6, 12.011),
          Map.entry(7, 14.007),
          Map.entry(8, 15.999),
          Map.entry(9, 18.998),
          Map.entry(14, 28.086),
          Map.entry(15, 30.974),
          Map.entry(16, 32.067),
          Map.entry(17, 35.453),
          Map.entry(34, 78.96),
          Map.entry(35, 79.904),
          Map.entry(53, 126.904));

  private Weight() {}

  /** Weight of a molecule; stated isotopes weigh their mass number. */
  public static double of(Molecule molecule) {
    double sum = 0;
    for (int a = 0; a < molecule.atoms(); a++) {
      int isotope = molecule.isotope(a);
      sum += isotope > 0 ? isotope : weight(molecule.element(a));
      sum += molecule.hydrogens(a) * HYDROGEN;
    }
    return sum;
  }

  private static double weight(int element) {
    Double known = WEIGHTS.get(element);
    return known != null ? known : natural(element);
  }

  private static double natural(int element) {
    try {
      return Isotopes.getInstance().getNaturalMass(Elements.ofNumber(element).toIElement());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("the table of isotopes cannot be read", e);
    }
  }
}
