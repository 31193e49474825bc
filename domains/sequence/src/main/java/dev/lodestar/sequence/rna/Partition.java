package dev.lodestar.sequence.rna;

/**
 * The partition function of an RNA's secondary structures without pseudoknots: McCaskill, "The
 * equilibrium partition function and base pair binding probabilities for RNA secondary structure",
 * Biopolymers 29:1105 (1990). Time N³, and N² · 30² for interior loops; memory N².
 *
 * <p>Sums are plain doubles: at 200 bases even an unbroken helix of G–C pairs stays below 1e300.
 */
final class Partition {
  private final Loops loops;
  private final int n;

  /** Structures of i..j that pair (i, j). */
  private final double[][] paired;

  /** Structures of i..j with one branch of a loop at least, i &gt; j having none. */
  private final double[][] branches;

  /** Structures of i..j with one branch, that starts at i; by [j][i]. */
  private final double[][] first;

  /** Structures of 0..i-1. */
  private final double[] before;

  /** Structures of i..n-1. */
  private final double[] from;

  private final double[][] branch;
  private final double[][] hairpin;
  private final double[][] exterior;
  private final double[][] multibranch;

  Partition(Loops loops) {
    this.loops = loops;
    n = loops.length();
    paired = new double[n][n];
    branches = new double[n + 1][n];
    first = new double[n][n];
    branch = new double[n][n];
    hairpin = new double[n][n];
    exterior = new double[n][n];
    multibranch = new double[n][n];
    before = new double[n + 1];
    from = new double[n + 1];
    inside();
  }

  /** Σ exp(−E/RT) over all structures. */
  double sum() {
    return before[n];
  }

  private void inside() {
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        if (loops.canPair(i, j)) {
          weigh(i, j);
          paired[i][j] =
              hairpin[i][j] + interiors(i, j) + multibranch[i][j] * several(i + 1, j - 1);
        }
        first[j][i] = first[j - 1][i] + paired[i][j] * branch[i][j];
        double sum = 0;
        for (int u = i; u < j; u++) {
          sum += first[j][u] * (1 + (u > i ? branches[i][u - 1] : 0));
        }
        branches[i][j] = sum;
      }
    }
    before[0] = 1;
    for (int j = 0; j < n; j++) {
      before[j + 1] = before[j];
      for (int i = 0; i < j; i++) {
        before[j + 1] += before[i] * paired[i][j] * exterior[i][j];
      }
    }
    from[n] = 1;
    for (int i = n - 1; i >= 0; i--) {
      from[i] = from[i + 1];
      for (int j = i + 1; j < n; j++) {
        from[i] += paired[i][j] * exterior[i][j] * from[j + 1];
      }
    }
  }

  private void weigh(int i, int j) {
    hairpin[i][j] = Loops.weight(loops.hairpin(i, j));
    exterior[i][j] = Loops.weight(loops.exterior(i, j));
    branch[i][j] = Loops.weight(loops.branch(i, j));
    multibranch[i][j] = Loops.weight(loops.multibranch(i, j));
  }

  private double interiors(int i, int j) {
    double sum = 0;
    for (int k = i + 1; k < j && k - i - 1 <= Turner2004.INTERIOR; k++) {
      int least = j - 1 - (Turner2004.INTERIOR - (k - i - 1));
      int[] partners = loops.partners(k);
      for (int at = partners.length - 1; at >= 0 && partners[at] >= least; at--) {
        int l = partners[at];
        if (l < j) {
          sum += paired[k][l] * loops.interiorWeight(i, j, k, l);
        }
      }
    }
    return sum;
  }

  /** Structures of i..j with two branches at least. */
  private double several(int i, int j) {
    double sum = 0;
    for (int u = i + 1; u < j; u++) {
      sum += branches[i][u - 1] * first[j][u];
    }
    return sum;
  }

  /** What the sums imply. */
  Ensemble ensemble() {
    double[][] outside = outside();
    double[][] pairs = new double[n][n];
    double[] unpaired = new double[n];
    double[] inHairpin = new double[n];
    double[] outer = new double[n];
    for (int i = 0; i < n; i++) {
      unpaired[i] = 1;
      outer[i] = before[i] * from[i + 1] / sum();
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (paired[i][j] > 0) {
          double p = outside[i][j] / sum();
          pairs[i][j] = p * paired[i][j];
          unpaired[i] -= pairs[i][j];
          unpaired[j] -= pairs[i][j];
          for (int u = i + 1; u < j; u++) {
            inHairpin[u] += p * hairpin[i][j];
          }
        }
      }
    }
    for (int i = 0; i < n; i++) {
      unpaired[i] = Math.max(0, unpaired[i]);
    }
    return new Ensemble(-Turner2004.KT * Math.log(sum()), pairs, unpaired, inHairpin, outer);
  }

  /** For each pair, the structures of all that is outside of it. */
  private double[][] outside() {
    double[][] outside = new double[n][n];
    for (int l = n - 1; l > 0; l--) {
      // Loops of branches that (i, j) closes, j behind l, by what is between l and j: further
      // branches, or none.
      double[] more = new double[n];
      double[] none = new double[n];
      for (int i = 0; i < l; i++) {
        for (int j = l + 1; j < n; j++) {
          double closed = outside[i][j] * multibranch[i][j];
          none[i] += closed;
          more[i] += closed * branches[l + 1][j - 1];
        }
      }
      for (int k = 0; k < l; k++) {
        if (paired[k][l] > 0) {
          double sum = before[k] * exterior[k][l] * from[l + 1] + around(outside, k, l);
          for (int i = 0; i < k; i++) {
            double ahead = k > i + 1 ? branches[i + 1][k - 1] : 0;
            sum += branch[k][l] * (more[i] * (1 + ahead) + none[i] * ahead);
          }
          outside[k][l] = sum;
        }
      }
    }
    return outside;
  }

  private double around(double[][] outside, int k, int l) {
    double sum = 0;
    for (int i = k - 1; i >= 0 && k - i - 1 <= Turner2004.INTERIOR; i--) {
      int most = l + 1 + Turner2004.INTERIOR - (k - i - 1);
      int[] partners = loops.partners(i);
      for (int at = partners.length - 1; at >= 0 && partners[at] > l; at--) {
        int j = partners[at];
        if (j <= most) {
          sum += outside[i][j] * loops.interiorWeight(i, j, k, l);
        }
      }
    }
    return sum;
  }
}
