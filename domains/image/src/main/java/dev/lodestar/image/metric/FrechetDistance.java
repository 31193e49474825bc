package dev.lodestar.image.metric;

/**
 * The Fréchet distance between two normal distributions with a common number of features: |m − n|²
 * + tr(A + B − 2·(A·B)^½), as in the Fréchet Inception distance but for the features.
 *
 * <p>The trace of the root is that of the symmetric (A^½·B·A^½)^½, by Jacobi's method for
 * eigenvalues.
 *
 * <p>Source: Dowson and Landau (1982); Heusel et al. (1706.08500), equation 6.
 */
public final class FrechetDistance {
  private static final int SWEEPS = 60;

  private FrechetDistance() {}

  /**
   * Mean and covariance of rows.
   *
   * @param mean shape [features]
   * @param covariance shape [features][features]
   */
  record Normal(double[] mean, double[][] covariance) {
    static Normal of(double[][] rows) {
      int n = rows[0].length;
      double[] mean = new double[n];
      for (double[] row : rows) {
        for (int i = 0; i < n; i++) {
          mean[i] += row[i] / rows.length;
        }
      }
      double[][] covariance = new double[n][n];
      for (double[] row : rows) {
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / (rows.length - 1);
          }
        }
      }
      return new Normal(mean, covariance);
    }
  }

  /**
   * The distance between two sets of features, at least two rows each.
   *
   * @param a shape [rows][features]
   * @param b shape [rows][features]
   */
  public static double between(double[][] a, double[][] b) {
    if (a.length < 2 || b.length < 2 || a[0].length != b[0].length) {
      throw new IllegalArgumentException(
          "a Fréchet distance needs two sets of at least two rows of the same features");
    }
    Normal x = Normal.of(a);
    Normal y = Normal.of(b);
    double distance = 0;
    for (int i = 0; i < x.mean.length; i++) {
      double off = x.mean[i] - y.mean[i];
      distance += off * off + x.covariance[i][i] + y.covariance[i][i];
    }
    double[][] root = root(x.covariance);
    double[] inner = eigen(times(times(root, y.covariance), root)).values;
    for (double value : inner) {
      distance -= 2 * Math.sqrt(Math.max(0, value));
    }
    return distance;
  }

  /** Eigenvalues, and eigenvectors as columns. */
  private record Eigen(double[] values, double[][] vectors) {}

  private static double[][] root(double[][] matrix) {
    Eigen eigen = eigen(matrix);
    int n = matrix.length;
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          out[i][j] +=
              eigen.vectors[i][k] * Math.sqrt(Math.max(0, eigen.values[k])) * eigen.vectors[j][k];
        }
      }
    }
    return out;
  }

  private static double[][] times(double[][] a, double[][] b) {
    int n = a.length;
    double[][] out = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          out[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return out;
  }

  /** Cyclic Jacobi rotations of a symmetric matrix. */
  private static Eigen eigen(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a = new double[n][n];
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
      for (int j = 0; j < n; j++) {
        a[i][j] = 0.5 * (symmetric[i][j] + symmetric[j][i]);
      }
    }
    for (int sweep = 0; sweep < SWEEPS && off(a) > 0; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    return new Eigen(values, v);
  }

  private static double off(double[][] a) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        off += i == j ? 0 : a[i][j] * a[i][j];
        all += a[i][j] * a[i][j];
      }
    }
    return off <= 1e-28 * all ? 0 : off;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double vp = v[k][p];
      double vq = v[k][q];
      v[k][p] = c * vp - s * vq;
      v[k][q] = s * vp + c * vq;
    }
  }
}
