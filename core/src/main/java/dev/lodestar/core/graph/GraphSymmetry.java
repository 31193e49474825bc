package dev.lodestar.core.graph;

import java.util.Arrays;

/**
 * In how many ways the atoms of a graph can be numbered.
 *
 * <p>A state numbers its atoms, a molecule does not: a diffusion that treats all numberings alike
 * gives a molecule of n atoms the probability of one of its n!/|Aut| different numbered graphs as
 * often as there are such. |Aut|, the number of ways to exchange atoms that leave every element and
 * every bond in place, is the product of the orbits along a chain of stabilisers.
 */
final class GraphSymmetry {
  private final int[] kinds;
  private final int[][] orders;

  /** Orders of each atom's bonds, sorted: atoms that can change places have the same. */
  private final int[][] ranks;

  private final int n;

  /** Atoms in an order in which each, where it can, follows one that it is bonded to. */
  private final int[] walk;

  private GraphSymmetry(int[] kinds, int[][] orders) {
    this.kinds = kinds;
    this.orders = orders;
    this.n = kinds.length;
    this.ranks =
        Arrays.stream(orders).map(o -> Arrays.stream(o).sorted().toArray()).toArray(int[][]::new);
    this.walk = walk();
  }

  /**
   * log(n!/|Aut|), the logarithm of the number of different numberings.
   *
   * @param clean clean states
   */
  static double logNumberings(GraphParticles clean, int row) {
    int n = clean.atoms()[row];
    int[] kinds = new int[n];
    int[][] orders = new int[n][n];
    for (int i = 0; i < n; i++) {
      kinds[i] = -1;
      for (int k = 0; k < clean.shape().features(); k++) {
        kinds[i] = clean.node(row, i, k) > 0.5f ? k : kinds[i];
      }
      for (int j = 0; j < i; j++) {
        orders[i][j] = Math.round(clean.edge(row, i, j));
        orders[j][i] = orders[i][j];
      }
    }
    double out = -new GraphSymmetry(kinds, orders).logAutomorphisms();
    for (int i = 2; i <= n; i++) {
      out += StrictMath.log(i);
    }
    return out;
  }

  private double logAutomorphisms() {
    double out = 0;
    int[] image = new int[n];
    boolean[] taken = new boolean[n];
    for (int at = 0; at < n; at++) {
      int orbit = 0;
      for (int to = 0; to < n; to++) {
        if (fits(at, to, image, taken)) {
          orbit += leadsOn(at, to, image, taken.clone()) ? 1 : 0;
        }
      }
      out += StrictMath.log(orbit);
      image[at] = walk[at]; // the next stabiliser leaves this atom where it is
      taken[walk[at]] = true;
    }
    return out;
  }

  /** Whether an exchange exists that goes on from the images of the first atoms of the walk. */
  private boolean leadsOn(int at, int to, int[] image, boolean[] taken) {
    image[at] = to;
    taken[to] = true;
    boolean found = at == n - 1;
    for (int next = 0; next < n && !found; next++) {
      found = fits(at + 1, next, image, taken) && leadsOn(at + 1, next, image, taken);
    }
    taken[to] = false;
    return found;
  }

  /** Whether the walk's atom {@code at} may go to {@code to}, as far as earlier atoms tell. */
  private boolean fits(int at, int to, int[] image, boolean[] taken) {
    if (taken[to] || kinds[walk[at]] != kinds[to] || !Arrays.equals(ranks[walk[at]], ranks[to])) {
      return false;
    }
    for (int k = 0; k < at; k++) {
      if (orders[walk[at]][walk[k]] != orders[to][image[k]]) {
        return false;
      }
    }
    return true;
  }

  private int[] walk() {
    int[] out = new int[n];
    boolean[] seen = new boolean[n];
    int count = 0;
    for (int start = 0; start < n; start++) {
      if (!seen[start]) {
        seen[start] = true;
        out[count++] = start;
        for (int at = count - 1; at < count; at++) {
          for (int j = 0; j < n; j++) {
            if (!seen[j] && orders[out[at]][j] > 0) {
              seen[j] = true;
              out[count++] = j;
            }
          }
        }
      }
    }
    return out;
  }
}
