package dev.lodestar.sequence.protein.property;

import dev.lodestar.sequence.Alphabet;

/** A number for each amino acid. */
final class Scale {
  private final double[] values = new double[Alphabet.PROTEIN.size()];

  /**
   * @param values one an amino acid, in the order of {@link Alphabet#PROTEIN}
   */
  Scale(double... values) {
    if (values.length != this.values.length) {
      throw new IllegalArgumentException(values.length + " values for 20 amino acids");
    }
    System.arraycopy(values, 0, this.values, 0, values.length);
  }

  double of(int token) {
    return values[token];
  }

  double sum(int[] tokens) {
    double sum = 0;
    for (int t : tokens) {
      sum += values[t];
    }
    return sum;
  }
}
