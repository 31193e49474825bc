package dev.lodestar.core.graph;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.rng.Purpose;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * From numbers to clean graphs: one-hot atoms, whole bond orders from 0 to 3.
 *
 * <p>An atom whose features are all at most 0.5 is absent, with all its bonds; others are of the
 * kind of their largest feature. Bond orders are rounded, the borders 0.5, 1.5 and 2.5 upwards
 * (GDSS, 2202.02514).
 */
final class Quantiser {
  private static final int MOST = 3;

  private Quantiser() {}

  /** The nearest clean graphs. */
  static GraphParticles nearest(GraphField means, int[] atoms) {
    GraphShape shape = means.shape();
    GraphField out = GraphField.zero(atoms.length, shape);
    for (int i = 0; i < atoms.length; i++) {
      int at = i * shape.nodeNumbers();
      boolean[] present = new boolean[atoms[i]];
      for (int a = 0; a < atoms[i]; a++, at += shape.features()) {
        int best = largest(means.nodes(), at, shape.features());
        present[a] = means.nodes()[at + best] > 0.5f;
        out.nodes()[at + best] = present[a] ? 1 : 0;
      }
      int pair = i * shape.pairNumbers();
      for (int b = 1; b < atoms[i]; b++) {
        for (int a = 0; a < b; a++, pair++) {
          if (present[a] && present[b]) {
            out.edges()[pair] = order(Math.floor(means.edges()[pair] + 0.5));
          }
        }
      }
    }
    return GraphParticles.clean(out, atoms.clone());
  }

  /**
   * Clean graphs drawn with the given means, atom by atom and pair by pair: the mean of a one-hot
   * feature is its kind's probability (what is missing to 1 is the atom's absence), and a bond
   * order is rounded up with the probability of its fraction.
   *
   * @param draws addresses of the rows of {@code means}
   * @param guesses graphs a row
   */
  static GraphParticles draw(GraphField means, int[] atoms, Draws draws, int guesses) {
    GraphShape shape = means.shape();
    int rows = Math.multiplyExact(atoms.length, guesses);
    GraphField out = GraphField.zero(rows, shape);
    int[] counts = new int[rows];
    Arrays.setAll(counts, r -> atoms[r / guesses]);
    Draws each = draws.children(guesses);
    for (int r = 0; r < rows; r++) {
      RandomGenerator rng = each.at(r, Purpose.VALUE);
      boolean[] present = new boolean[counts[r]];
      for (int a = 0; a < counts[r]; a++) {
        int from = r / guesses * shape.nodeNumbers() + a * shape.features();
        int kind = kind(means.nodes(), from, shape.features(), rng);
        present[a] = kind < shape.features();
        if (present[a]) {
          out.nodes()[r * shape.nodeNumbers() + a * shape.features() + kind] = 1;
        }
      }
      for (int b = 1, pair = 0; b < counts[r]; b++) {
        for (int a = 0; a < b; a++, pair++) {
          float mean = means.edges()[r / guesses * shape.pairNumbers() + pair];
          float order = order(Math.floor(mean + rng.nextDouble()));
          out.edges()[r * shape.pairNumbers() + pair] = present[a] && present[b] ? order : 0;
        }
      }
    }
    return GraphParticles.clean(out, counts);
  }

  /** A kind in proportion to the positive features; their number for none. */
  private static int kind(float[] x, int from, int features, RandomGenerator rng) {
    double total = 0;
    for (int k = 0; k < features; k++) {
      total += Math.max(0, x[from + k]);
    }
    double left = rng.nextDouble() * Math.max(1, total);
    for (int k = 0; k < features; k++) {
      left -= Math.max(0, x[from + k]);
      if (left < 0) {
        return k;
      }
    }
    return features;
  }

  private static int largest(float[] x, int from, int count) {
    int best = 0;
    for (int k = 1; k < count; k++) {
      if (x[from + k] > x[from + best]) {
        best = k;
      }
    }
    return best;
  }

  private static float order(double rounded) {
    return (float) Math.max(0, Math.min(MOST, rounded));
  }
}
