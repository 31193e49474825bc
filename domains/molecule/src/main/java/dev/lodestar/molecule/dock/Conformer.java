package dev.lodestar.molecule.dock;

import com.actelion.research.chem.MolfileCreator;
import com.actelion.research.chem.SmilesParser;
import com.actelion.research.chem.StereoMolecule;
import java.util.Optional;
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
   * One conformer as an MDL molfile; empty where none is found in the time.
   *
   * @param smiles a molecule in one piece
   * @param seconds the time
   */
  static Optional<String> molfile(String smiles, double seconds) {
    try {
      StereoMolecule molecule = new StereoMolecule();
      new SmilesParser().parse(molecule, smiles);
      ConformerGenerator.addHydrogenAtoms(molecule);
      ConformerGenerator generator = new ConformerGenerator(SEED, NO_CACHE, false);
      generator.setTimeOut((long) (seconds * 1000));
      StereoMolecule placed = generator.getOneConformerAsMolecule(molecule);
      return Optional.ofNullable(placed).map(p -> new MolfileCreator(p).getMolfile());
    } catch (Exception e) {
      return Optional.empty();
    }
  }
}
