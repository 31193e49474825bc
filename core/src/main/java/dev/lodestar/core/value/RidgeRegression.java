package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Linear regression of soft values on features of states, with a penalty on the weights but not on
 * the mean.
 *
 * <p>Targets of equal neighbouring rows, the children of one state, are averaged softly first; that
 * average errs low where there are few of them. States without a feasible child do not count, and
 * where there is nothing but those the value is 0 throughout.
 *
 * <p>Source: Hoerl and Kennard, "Ridge regression: biased estimation for nonorthogonal problems",
 * Technometrics 1970; solved in its dual form, by a Cholesky decomposition of a matrix of the size
 * of the number of states.
 *
 * @param <B> batch of states
 */
public final class RidgeRegression<B extends Particles<B>> implements SoftQ.Regression<B> {
  private final StateFeatures<B> features;
  private final double penalty;
  private double[] means = {};
  private double[] weights = {};
  private double intercept;

  /**
   * @param penalty on the squared weights, above 0
   */
  public RidgeRegression(StateFeatures<B> features, double penalty) {
    if (!(penalty > 0) || Double.isInfinite(penalty)) {
      throw new IllegalArgumentException(
          "the penalty of a ridge regression must be finite and above 0, not " + penalty);
    }
    this.features = features;
    this.penalty = penalty;
  }

  @Override
  public void fit(B states, double[] targets, double alpha) {
    SoftAverage average = new SoftAverage(alpha);
    List<Integer> rows = new ArrayList<>();
    List<Double> soft = new ArrayList<>();
    for (int from = 0; from < targets.length; ) {
      B state = states.select(new int[] {from});
      int to = from + 1;
      while (to < targets.length && states.select(new int[] {to}).equals(state)) {
        to++;
      }
      double value = average.of(targets, from, to);
      if (Double.isFinite(value)) {
        rows.add(from);
        soft.add(value);
      }
      from = to;
    }
    if (!rows.isEmpty()) {
      B kept = states.select(rows.stream().mapToInt(Integer::intValue).toArray());
      solve(features.of(kept), soft.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** w = Xᵀ(XXᵀ + λ)⁻¹y on centred X and y. */
  private void solve(double[][] x, double[] y) {
    int n = y.length;
    means = new double[x[0].length];
    for (double[] row : x) {
      for (int k = 0; k < means.length; k++) {
        means[k] += row[k] / n;
      }
    }
    for (double[] row : x) {
      for (int k = 0; k < means.length; k++) {
        row[k] -= means[k];
      }
    }
    intercept = Arrays.stream(y).average().orElse(0);
    double[] a = Arrays.stream(y).map(v -> v - intercept).toArray();
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(x[i], x[j]) + (i == j ? penalty : 0);
      }
    }
    Cholesky.solve(gram, a);
    weights = new double[means.length];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < weights.length; k++) {
        weights[k] += a[i] * x[i][k];
      }
    }
  }

  @Override
  public double[] predict(Outlook<B> outlook, Draws draws) {
    double[] out = new double[outlook.size()];
    Arrays.fill(out, intercept);
    if (weights.length > 0) {
      double[][] x = features.of(outlook.states());
      for (int i = 0; i < out.length; i++) {
        out[i] += dot(x[i], weights) - dot(means, weights);
      }
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
