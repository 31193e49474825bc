package dev.lodestar.sequence.rna.stability;

import dev.lodestar.core.value.Cholesky;
import java.util.Arrays;

/**
 * Ridge regression with a level of its own for each group of rows, the levels not being penalised:
 * Hoerl and Kennard, Technometrics 12:55 (1970). Features are scaled to unit variance within groups
 * first, those that never vary are left out.
 *
 * @param weights of the features as given
 * @param intercept so that the mean prediction over the rows is their mean target
 */
record LinearFit(double[] weights, double intercept) {
  private static final double CONSTANT = 1e-12;

  /**
   * Fits.
   *
   * @param x features, a row each
   * @param y targets
   * @param groups a number from 0 for each row
   * @param penalty on the squared weights of the scaled features, above 0
   */
  static LinearFit of(double[][] x, double[] y, int[] groups, double penalty) {
    int d = x[0].length;
    double[][] z = new double[y.length][];
    for (int i = 0; i < z.length; i++) {
      z[i] = Arrays.copyOf(x[i], d + 1);
      z[i][d] = y[i];
    }
    centre(z, groups);
    double[] scale = new double[d];
    for (int k = 0; k < d; k++) {
      double sum = 0;
      for (double[] row : z) {
        sum += row[k] * row[k];
      }
      double deviation = Math.sqrt(sum / z.length);
      scale[k] = deviation > CONSTANT ? 1 / deviation : 0;
    }
    double[][] normal = new double[d][d];
    double[] w = new double[d];
    for (double[] row : z) {
      for (int k = 0; k < d; k++) {
        double value = row[k] * scale[k];
        w[k] += value * row[d];
        for (int m = 0; m <= k; m++) {
          normal[k][m] += value * row[m] * scale[m];
        }
      }
    }
    for (int k = 0; k < d; k++) {
      normal[k][k] += penalty;
    }
    Cholesky.solve(normal, w);
    double level = 0;
    for (int k = 0; k < d; k++) {
      w[k] *= scale[k];
    }
    for (int i = 0; i < y.length; i++) {
      level += (y[i] - dot(w, x[i])) / y.length;
    }
    return new LinearFit(w, level);
  }

  /** Takes each group's mean from its rows. */
  static void centre(double[][] rows, int[] groups) {
    int n = Arrays.stream(groups).max().orElse(0) + 1;
    double[][] mean = new double[n][rows[0].length];
    int[] many = new int[n];
    for (int i = 0; i < rows.length; i++) {
      many[groups[i]]++;
      for (int k = 0; k < rows[i].length; k++) {
        mean[groups[i]][k] += rows[i][k];
      }
    }
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] -= mean[groups[i]][k] / many[groups[i]];
      }
    }
  }

  double of(double[] features) {
    return intercept + dot(weights, features);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
