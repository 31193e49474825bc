package dev.lodestar.molecule.metric;

import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Shape;
import dev.lodestar.molecule.property.Counts;
import dev.lodestar.molecule.property.Crippen;
import dev.lodestar.molecule.property.Tpsa;

/** Twelve numbers that say what kind of molecule it is. */
public final class Descriptors {
  /** How many there are. */
  public static final int COUNT = 12;

  private Descriptors() {}

  /**
   * Heavy atoms, log P, polar surface (Å²/10), acceptors, donors, rotatable bonds, rings, aromatic
   * rings, stereo centres, and the numbers of nitrogens, oxygens and other hetero atoms.
   */
  public static double[] of(Molecule m) {
    int nitrogens = 0;
    int oxygens = 0;
    int others = 0;
    for (int a = 0; a < m.atoms(); a++) {
      switch (m.element(a)) {
        case 6 -> {}
        case 7 -> nitrogens++;
        case 8 -> oxygens++;
        default -> others++;
      }
    }
    return new double[] {
      m.atoms(),
      Crippen.logP(m),
      Tpsa.of(m) / 10,
      Counts.acceptors(m),
      Counts.donors(m),
      Counts.rotatableBonds(m),
      m.rings().length,
      Counts.aromaticRings(m),
      Shape.stereoCentres(m),
      nitrogens,
      oxygens,
      others,
    };
  }
}
