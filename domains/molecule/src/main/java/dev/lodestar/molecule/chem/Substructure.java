package dev.lodestar.molecule.chem;

import org.openscience.cdk.isomorphism.Pattern;
import org.openscience.cdk.smarts.SmartsPattern;

/** A substructure in SMARTS. Safe to share between threads. */
public final class Substructure {
  private final String smarts;
  private final Pattern pattern;

  private Substructure(String smarts, Pattern pattern) {
    this.smarts = smarts;
    this.pattern = pattern;
  }

  /**
   * The substructure of a SMARTS.
   *
   * @throws IllegalArgumentException with a sentence where it is not one
   */
  public static Substructure of(String smarts) {
    if (smarts.isBlank()) {
      throw new IllegalArgumentException("The SMARTS is empty; it needs at least one atom.");
    }
    try {
      return new Substructure(smarts, SmartsPattern.create(smarts).setPrepare(false));
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage()).replaceAll("\\s*\\n.*", "").strip();
      throw new IllegalArgumentException(
          "'" + smarts + "' is not SMARTS that can be read: " + message + ".");
    }
  }

  /** The SMARTS. */
  public String smarts() {
    return smarts;
  }

  /** Whether the molecule holds it. */
  public boolean in(Molecule molecule) {
    return pattern.matches(molecule.container());
  }

  /** Number of places, each set of atoms once. */
  public int count(Molecule molecule) {
    return pattern.matchAll(molecule.container()).countUnique();
  }
}
