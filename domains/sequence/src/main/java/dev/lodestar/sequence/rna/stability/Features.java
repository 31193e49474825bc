package dev.lodestar.sequence.rna.stability;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.rna.Ensemble;

/**
 * What a regression sees of an RNA: means over its bases, so that RNAs of different lengths can be
 * told apart by what they are made of alone. A base counts with its probability to be unpaired;
 * neighbours' are taken as independent of it. Beyond the ends nothing is paired, and there are no
 * letters.
 */
enum Features {
  /**
   * Unpaired bases by letter: all, in hairpins, within no pair (12); by pairs of neighbouring
   * letters, the second being unpaired or paired (32); by letter and by which neighbours are
   * unpaired (16). Paired bases by letter beside an unpaired one, before it or behind it (8).
   */
  LOOPS(68) {
    @Override
    void add(double[] sum, int i, int[] bases, Ensemble fold) {
      double[] unpaired = fold.unpaired();
      double u = unpaired[i];
      double before = i > 0 ? unpaired[i - 1] : 1;
      double behind = i + 1 < bases.length ? unpaired[i + 1] : 1;
      int letter = bases[i];
      sum[letter] += u;
      sum[4 + letter] += fold.hairpin()[i];
      sum[8 + letter] += fold.exterior()[i];
      if (i + 1 < bases.length) {
        int two = letter * 4 + bases[i + 1];
        sum[12 + two] += u * behind;
        sum[28 + two] += u * (1 - behind);
      }
      sum[44 + letter * 4] += u * (1 - before) * (1 - behind);
      sum[45 + letter * 4] += u * (1 - before) * behind;
      sum[46 + letter * 4] += u * before * (1 - behind);
      sum[47 + letter * 4] += u * before * behind;
      sum[60 + letter * 2] += (1 - u) * behind;
      sum[61 + letter * 2] += (1 - u) * before;
    }
  },

  /** Unpaired bases by letter (4), and by their letter and those of both neighbours (64). */
  TRIPLETS(68) {
    @Override
    void add(double[] sum, int i, int[] bases, Ensemble fold) {
      sum[bases[i]] += fold.unpaired()[i];
      if (i > 0 && i + 1 < bases.length) {
        sum[4 + bases[i - 1] * 16 + bases[i] * 4 + bases[i + 1]] += fold.unpaired()[i];
      }
    }
  };

  private final int size;

  Features(int size) {
    this.size = size;
  }

  /** Number of features. */
  int size() {
    return size;
  }

  abstract void add(double[] sum, int i, int[] bases, Ensemble fold);

  /**
   * The features of an RNA's beginning.
   *
   * @param fold of the whole sequence
   * @param length so many bases count, at least 1
   */
  double[] of(String sequence, Ensemble fold, int length) {
    int[] bases = Alphabet.RNA.tokens(sequence);
    double[] mean = new double[size];
    for (int i = 0; i < length; i++) {
      add(mean, i, bases, fold);
    }
    for (int k = 0; k < size; k++) {
      mean[k] /= length;
    }
    return mean;
  }
}
