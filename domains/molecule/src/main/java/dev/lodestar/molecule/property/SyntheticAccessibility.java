package dev.lodestar.molecule.property;

import dev.lodestar.molecule.chem.CircularFragments;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Synthetic accessibility, 1 (easy) to 10 (hard).
 *
 * <p>Ertl and Schuffenhauer, "Estimation of synthetic accessibility score of drug-like molecules
 * based on molecular complexity and fragment contributions", J. Cheminform. 1 (2009), 8: the mean
 * contribution of the circular fragments, less penalties for size, stereo centres, spiro and
 * bridged rings and macrocycles, scaled to 1 to 10. As in the authors' later implementation, a
 * macrocycle counts once, and symmetry makes a molecule easier. The fragments are counted on
 * ZINC250k.
 */
public final class SyntheticAccessibility {
  private static final String RESOURCE = "fragments-zinc250k.bin.gz";
  private static final double LOWEST = -4.0;
  private static final double HIGHEST = 2.5;

  /** Read when first asked for. */
  private static final class Shipped {
    static final SyntheticAccessibility TABLE = new SyntheticAccessibility(shipped());
  }

  private final FragmentTable fragments;

  /** The score by another table of fragments. */
  public SyntheticAccessibility(FragmentTable fragments) {
    this.fragments = fragments;
  }

  private static FragmentTable shipped() {
    try (InputStream in = SyntheticAccessibility.class.getResourceAsStream(RESOURCE)) {
      return FragmentTable.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the table of fragments cannot be read", e);
    }
  }

  /** Score of a molecule by the shipped table, 1 to 10; lower is easier. */
  public static double score(Molecule molecule) {
    return Shipped.TABLE.of(molecule);
  }

  /** Score scaled to 0 to 1, higher is easier: (10 - score) / 9. */
  public static double normalised(Molecule molecule) {
    return (10 - score(molecule)) / 9;
  }

  /** Score of a molecule, 1 to 10; lower is easier. */
  public double of(Molecule molecule) {
    Map<Integer, Integer> found = CircularFragments.counts(molecule, FragmentTable.RADIUS);
    double sum = 0;
    int occurrences = 0;
    for (Map.Entry<Integer, Integer> fragment : found.entrySet()) {
      sum += fragment.getValue() * fragments.contribution(fragment.getKey());
      occurrences += fragment.getValue();
    }
    int atoms = molecule.atoms();
    double symmetry = atoms > found.size() ? Math.log((double) atoms / found.size()) / 2 : 0;
    double raw = sum / occurrences - complexity(molecule) + symmetry;
    double score = 11 - (raw - LOWEST + 1) / (HIGHEST - LOWEST) * 9;
    if (score > 8) {
      score = 8 + Math.log(score - 8 + 1);
    }
    return Math.min(10, Math.max(1, score));
  }

  private static double complexity(Molecule molecule) {
    int atoms = molecule.atoms();
    return Math.pow(atoms, 1.005)
        - atoms
        + Math.log10(Shape.stereoCentres(molecule) + 1)
        + Math.log10(Shape.spiroAtoms(molecule) + 1)
        + Math.log10(Shape.bridgeheads(molecule) + 1)
        + (Shape.macrocycle(molecule) ? Math.log10(2) : 0);
  }
}
