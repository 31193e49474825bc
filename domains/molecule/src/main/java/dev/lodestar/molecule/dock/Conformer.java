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
      StereoMolecule molecule = new StereoMolecule();
      new SmilesParser().parse(molecule, smiles);
      ConformerGenerator.addHydrogenAtoms(molecule);
      ConformerGenerator generator = new ConformerGenerator(SEED, NO_CACHE, false);
      generator.setTimeOut(Math.max(1, (long) (seconds * 1000))); // 0 would be no limit
      StereoMolecule placed = generator.getOneConformerAsMolecule(molecule);
      if (placed != null) {
        return Optional.of(new MolfileCreator(placed).getMolfile());
      }
    } catch (Exception e) {
      // what the generator cannot place has no conformer, unless its time was up
    }
    if ((System.nanoTime() - start) * 1e-9 >= seconds) {
      throw new TimeoutException(
          "no shape in three dimensions was found for " + smiles + " within " + seconds + " s");
    }
    return Optional.empty();
  }
}
