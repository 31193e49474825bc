package dev.lodestar.molecule.surrogate;

import dev.lodestar.molecule.chem.CircularFragments;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.metric.Descriptors;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the network sees of a molecule: how often circular fragments of radius 2 occur (ECFP4
 * counts), folded, by the square root of their numbers, and twelve descriptors. Few are not zero.
 *
 * @param index of the inputs that are not zero, ascending
 * @param value their values
 */
record Features(int[] index, float[] value) {
  /** Inputs that fragments are folded to. */
  static final int FRAGMENTS = 2048;

  /** Inputs in all; the descriptors come last. */
  static final int COUNT = FRAGMENTS + Descriptors.COUNT;

  private static final int RADIUS = 2;

  static Features of(Molecule molecule) {
    Map<Integer, Integer> folded = new TreeMap<>();
    CircularFragments.counts(molecule, RADIUS)
        .forEach(
            (fragment, count) ->
                folded.merge(Integer.remainderUnsigned(fragment, FRAGMENTS), count, Integer::sum));
    int n = folded.size();
    int[] index = new int[n + Descriptors.COUNT];
    float[] value = new float[index.length];
    int k = 0;
    for (Map.Entry<Integer, Integer> e : folded.entrySet()) {
      index[k] = e.getKey();
      value[k++] = (float) Math.sqrt(e.getValue());
    }
    double[] descriptors = Descriptors.of(molecule);
    for (int d = 0; d < Descriptors.COUNT; d++) {
      index[n + d] = FRAGMENTS + d;
      value[n + d] = (float) descriptors[d];
    }
    return new Features(index, value);
  }
}
