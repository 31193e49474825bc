package dev.lodestar.molecule.dock;

import com.actelion.research.chem.MolfileCreator;
import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.openmolecules.chem.conf.gen.ConformerGenerator;
import org.openmolecules.chem.conf.gen.RigidFragmentCache;

/**
 * A molecule in three dimensions, with its hydrogens.
 *
 * <p>By OpenChemLib's conformer generator (torsions from crystal structures, self-organised rings):
 * unlike Open Babel's {@code --gen3d} it gives the same coordinates every time.
 */
final class Conformer {
  private static final long SEED = 20260101;

  /** Fragments computed for one molecule must not shape the next. */
  private static final RigidFragmentCache NO_CACHE = null;

  static {
    // The generator fills its tables when it is first used, and whoever comes meanwhile gets other
    // coordinates; here nobody comes before it is done.
    place("OCC1CCNC1c1ccccc1", 0);
  }

  private Conformer() {}

  /**
   * One conformer as an MDL molfile; empty where there is none.
   *
   * @param smiles a molecule in one piece
   * @param seconds the time it may take
   * @throws TimeoutException where it took longer, so that nothing is known
   */
  static Optional<String> molfile(String smiles, double seconds) throws TimeoutException {
    long start = System.nanoTime();
    try {
      Optional<String> placed = place(smiles, Math.max(1, (long) (seconds * 1000)));
      if (placed.isPresent()) {
        return placed;
      }
    } catch (RuntimeException e) {
      // what the generator cannot place has no conformer, unless its time was up
    }
    if ((System.nanoTime() - start) * 1e-9 >= seconds) {
      throw new TimeoutException(
          "no shape in three dimensions was found for " + smiles + " within " + seconds + " s");
    }
    return Optional.empty();
  }

  /**
   * @param milliseconds the time it may take; 0 is no limit
   */
  private static Optional<String> place(String smiles, long milliseconds) {
    StereoMolecule molecule = new StereoMolecule();
    try {
      new SmilesParser().parse(molecule, smiles);
    } catch (Exception e) {
      return Optional.empty();
    }
    ConformerGenerator.addHydrogenAtoms(molecule);
    ConformerGenerator generator = new ConformerGenerator(SEED, NO_CACHE, false);
    generator.setTimeOut(milliseconds);
    return Optional.ofNullable(generator.getOneConformerAsMolecule(molecule))
        .map(placed -> new MolfileCreator(placed).getMolfile());
  }
}
