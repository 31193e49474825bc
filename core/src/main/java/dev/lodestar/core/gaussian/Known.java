package dev.lodestar.core.gaussian;

import java.util.BitSet;

/**
 * Numbers of a design that are given, as in inpainting. The clean guess holds them, so that at
 * every noise level they are the known part noised, each step drawn given the known value, and at
 * the data they are exactly known.
 *
 * <p>Source: the idea of Lugmayr et al. (RePaint, 2201.09865), equation 8; drawing each step given
 * the one before, instead of anew from the data, makes it a hard condition of the process itself.
 *
 * @param where which numbers of a row
 * @param values of a whole row, shape [channels, height, width]; only the known ones are read
 */
public record Known(BitSet where, float[] values) {
  public Known {
    where = (BitSet) where.clone();
    values = values.clone();
    if (where.length() > values.length) {
      throw new IllegalArgumentException(
          "number " + (where.length() - 1) + " is known, of " + values.length);
    }
  }

  /** Nothing is. */
  public static Known nothing() {
    return new Known(new BitSet(), new float[0]);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return where.isEmpty();
  }

  /** Writes the known numbers into one row. */
  void write(float[] data, int from) {
    for (int k = where.nextSetBit(0); k >= 0; k = where.nextSetBit(k + 1)) {
      data[from + k] = values[k];
    }
  }
}
