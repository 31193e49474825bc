package dev.lodestar.core.value;

/** Systems of linear equations with a positive definite matrix. */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Solves m·z = b.
   *
   * @param m shape [n, n], of which the lower half is read; its decomposition replaces it
   * @param b shape [n]; z replaces it
   */
  public static void solve(double[][] m, double[] b) {
    int n = b.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = m[i][j];
        for (int k = 0; k < j; k++) {
          sum -= m[i][k] * m[j][k];
        }
        m[i][j] = i == j ? Math.sqrt(sum) : sum / m[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= m[i][k] * b[k];
      }
      b[i] /= m[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        b[i] -= m[k][i] * b[k];
      }
      b[i] /= m[i][i];
    }
  }
}
