package dev.lodestar.core.task;

import java.util.List;

/**
 * A cloud of points as the normal distribution with its mean and covariance, for metrics that
 * compare sets.
 *
 * @param mean shape [features]
 * @param covariance shape [features][features], symmetric
 */
public record Normal(double[] mean, double[][] covariance) {
  private static final int SWEEPS = 60;

  /**
   * Of at least two points with as many features.
   *
   * @throws IllegalArgumentException where there are fewer
   */
  public static Normal of(List<double[]> points) {
    if (points.size() < 2) {
      throw new IllegalArgumentException("a covariance needs at least two points");
    }
    int n = points.get(0).length;
    double[] mean = new double[n];
    for (double[] point : points) {
      for (int i = 0; i < n; i++) {
        mean[i] += point[i] / points.size();
      }
    }
    double[][] covariance = new double[n][n];
    for (double[] point : points) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          covariance[i][j] += (point[i] - mean[i]) * (point[j] - mean[j]) / (points.size() - 1);
        }
      }
    }
    return new Normal(mean, covariance);
  }

  /**
   * The squared Fréchet distance: |m − n|² + tr(A + B − 2·(A·B)^½), as in the Fréchet Inception
   * distance but for the features. The trace of the root is that of the symmetric (A^½·B·A^½)^½, by
   * Jacobi's method for eigenvalues.
   *
   * <p>Source: Dowson and Landau (1982); Heusel et al. (1706.08500), equation 6.
   */
  public double frechet(Normal other) {
    if (mean.length != other.mean.length) {
      throw new IllegalArgumentException(
          "a Fréchet distance needs two sets of points with the same features");
    }
    double distance = 0;
    for (int i = 0; i < mean.length; i++) {
      double off = mean[i] - other.mean[i];
      distance += off * off + covariance[i][i] + other.covariance[i][i];
    }
    double[][] root = root(covariance);
    for (double value : eigen(times(times(root, other.covariance), root)).values) {
      distance -= 2 * Math.sqrt(Math.max(0, value));
    }
    return Math.max(0, distance);
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
