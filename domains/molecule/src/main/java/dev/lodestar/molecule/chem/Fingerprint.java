package dev.lodestar.molecule.chem;

import java.util.BitSet;

/**
 * ECFP4 (circular fragments of radius 2) folded to bits.
 *
 * @param bits the bits set
 */
public record Fingerprint(BitSet bits) {
  /** Bits of the folded fingerprint. */
  public static final int LENGTH = 2048;

  private static final int RADIUS = 2;

  public Fingerprint {
    bits = (BitSet) bits.clone();
  }

  /** The fingerprint of a molecule. */
  public static Fingerprint of(Molecule molecule) {
    BitSet bits = new BitSet(LENGTH);
    for (int fragment : CircularFragments.counts(molecule, RADIUS).keySet()) {
      bits.set(Integer.remainderUnsigned(fragment, LENGTH));
    }
    return new Fingerprint(bits);
  }

  /** Shared bits over all bits of both (Tanimoto, Jaccard), 0 to 1. */
  public double tanimoto(Fingerprint other) {
    BitSet both = (BitSet) bits.clone();
    both.and(other.bits);
    int shared = both.cardinality();
    int all = bits.cardinality() + other.bits.cardinality() - shared;
    return all == 0 ? 1 : (double) shared / all;
  }
}
