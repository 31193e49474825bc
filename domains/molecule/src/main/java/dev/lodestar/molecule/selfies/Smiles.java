package dev.lodestar.molecule.selfies;

import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.aromaticity.ElectronDonation;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;

/** SMILES in and out, without stereochemistry. */
final class Smiles {
  private Smiles() {}

  /**
   * The molecule of a SMILES, kekulised.
   *
   * @throws IllegalArgumentException with a sentence if it cannot be read
   */
  static IAtomContainer parse(String smiles) {
    try {
      IAtomContainer molecule =
          new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
      return molecule;
    } catch (InvalidSmilesException e) {
      throw new IllegalArgumentException(
          "'" + smiles + "' is no SMILES: " + e.getMessage().lines().findFirst().orElse(""), e);
    }
  }

  /** The canonical SMILES of a molecule, whose aromatic flags are set on the way. */
  static String canonical(IAtomContainer molecule) {
    try {
      new Aromaticity(ElectronDonation.daylight(), Cycles.or(Cycles.all(), Cycles.relevant()))
          .apply(molecule);
      return new SmilesGenerator(SmiFlavor.Unique | SmiFlavor.UseAromaticSymbols).create(molecule);
    } catch (CDKException e) {
      throw new IllegalStateException("No canonical SMILES: " + e.getMessage(), e);
    }
  }
}
