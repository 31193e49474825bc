package dev.lodestar.molecule.metric;

import java.util.List;

/**
 * Mean and covariance of a cloud of points.
 *
 * @param mean [d]
 * @param covariance [d][d], symmetric
 */
record Gaussian(double[] mean, double[][] covariance) {
  private static final int SWEEPS = 60;

  /** Of at least two points of one length. */
  static Gaussian of(List<double[]> points) {
    int d = points.get(0).length;
    double[] mean = new double[d];
    for (double[] p : points) {
      for (int i = 0; i < d; i++) {
        mean[i] += p[i] / points.size();
      }
    }
    double[][] covariance = new double[d][d];
    for (double[] p : points) {
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          covariance[i][j] += (p[i] - mean[i]) * (p[j] - mean[j]) / (points.size() - 1);
        }
      }
    }
    return new Gaussian(mean, covariance);
  }

  /**
   * Squared Fréchet distance of two normal distributions (Dowson and Landau 1982): |m1 - m2|^2 +
   * tr(C1 + C2 - 2 (C1^1/2 C2 C1^1/2)^1/2).
   */
  double frechet(Gaussian other) {
    int d = mean.length;
    double sum = 0;
    for (int i = 0; i < d; i++) {
      double gap = mean[i] - other.mean[i];
      sum += gap * gap + covariance[i][i] + other.covariance[i][i];
    }
    double[][] root = root(covariance);
    double[] eigen = eigen(product(product(root, other.covariance), root), new double[d][d]);
    for (double e : eigen) {
      sum -= 2 * Math.sqrt(Math.max(0, e));
    }
    return Math.max(0, sum);
  }

  private static double[][] root(double[][] symmetric) {
    int d = symmetric.length;
    double[][] vectors = new double[d][d];
    double[] values = eigen(symmetric, vectors);
    double[][] out = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < d; k++) {
          out[i][j] += vectors[i][k] * Math.sqrt(Math.max(0, values[k])) * vectors[j][k];
        }
      }
    }
    return out;
  }

  private static double[][] product(double[][] a, double[][] b) {
    int d = a.length;
    double[][] out = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < d; k++) {
        for (int j = 0; j < d; j++) {
          out[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return out;
  }

  /** Eigenvalues by Jacobi's rotations; the columns of {@code vectors} become the eigenvectors. */
  private static double[] eigen(double[][] symmetric, double[][] vectors) {
    int d = symmetric.length;
    double[][] a = new double[d][];
    for (int i = 0; i < d; i++) {
      a[i] = symmetric[i].clone();
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < d; p++) {
        for (int q = p + 1; q < d; q++) {
          rotate(a, vectors, p, q);
        }
      }
    }
    double[] values = new double[d];
    for (int i = 0; i < d; i++) {
      values[i] = a[i][i];
    }
    return values;
  }

  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double off = (a[p][q] + a[q][p]) / 2;
    if (Math.abs(off) < 1e-300) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * off);
    double t = Math.signum(theta == 0 ? 1 : theta) / (Math.abs(theta) + Math.hypot(theta, 1));
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
    }
    for (int k = 0; k < a.length; k++) {
      double kp = vectors[k][p];
      double kq = vectors[k][q];
      vectors[k][p] = c * kp - s * kq;
      vectors[k][q] = s * kp + c * kq;
    }
  }
}
