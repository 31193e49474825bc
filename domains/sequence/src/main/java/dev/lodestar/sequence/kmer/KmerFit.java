package dev.lodestar.sequence.kmer;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Fits a {@link KmerModel}: the loss plus λ/2·|w|², by Newton's method with conjugate gradients.
 * The bias is not penalised. Deterministic; convex, so the result is the optimum to the tolerance.
 */
public final class KmerFit {
  private static final double TOLERANCE = 1e-4;
  private static final int ROUNDS = 30;
  private static final int SEARCH = 400;
  private static final double TINY_CURVATURE = 1e-6;

  private final SparseRow[] rows;
  private final double[] targets;
  private final double ridge;
  private final Loss loss;
  private final int size;
  private final KmerIndex index;

  /** What is minimised, summed over the rows. */
  public enum Loss {
    /** Half the squared error: the model predicts the target. */
    SQUARED(z -> z, z -> 1),
    /** −log p of labels 0 and 1: the model predicts their log-odds, in nats. */
    LOGISTIC(z -> 1 / (1 + Math.exp(-z)), z -> 1 / (2 + Math.exp(z) + Math.exp(-z)));

    /** The mean given the score, and its derivative. */
    private final DoubleUnaryOperator mean;

    private final DoubleUnaryOperator slope;

    Loss(DoubleUnaryOperator mean, DoubleUnaryOperator slope) {
      this.mean = mean;
      this.slope = slope;
    }
  }

  private KmerFit(KmerIndex index, int[][] tokens, double[] targets, double ridge, Loss loss) {
    this.index = index;
    rows = Arrays.stream(tokens).map(index::features).toArray(SparseRow[]::new);
    this.targets = targets;
    this.ridge = ridge;
    this.loss = loss;
    size = index.size();
  }

  /**
   * The model of the rows.
   *
   * @param index the k-mers that count
   * @param tokens a row each, of any lengths
   * @param targets one a row
   * @param ridge λ, above 0
   */
  public static KmerModel of(
      KmerIndex index, int[][] tokens, double[] targets, double ridge, Loss loss) {
    if (tokens.length == 0 || tokens.length != targets.length) {
      throw new IllegalArgumentException(
          "There are %d rows and %d targets to learn from"
              .formatted(tokens.length, targets.length));
    }
    if (!(ridge > 0)) {
      throw new IllegalArgumentException("The ridge must be above 0, not " + ridge);
    }
    return new KmerFit(index, tokens, targets, ridge, loss).run();
  }

  /** Weights, the bias last. */
  private KmerModel run() {
    double[] w = new double[size + 1];
    double first = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] scores = scores(w);
      double[] gradient = new double[size + 1];
      double[] curvature = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        add(gradient, i, loss.mean.applyAsDouble(scores[i]) - targets[i]);
        curvature[i] = Math.max(TINY_CURVATURE, loss.slope.applyAsDouble(scores[i]));
      }
      for (int j = 0; j < size; j++) {
        gradient[j] += ridge * w[j];
      }
      double norm = Math.sqrt(dot(gradient, gradient));
      first = round == 0 ? norm : first;
      if (norm <= TOLERANCE * first) {
        break;
      }
      double[] step = solve(curvature, gradient);
      for (int j = 0; j <= size; j++) {
        w[j] -= step[j];
      }
    }
    float[] weights = new float[size];
    for (int j = 0; j < size; j++) {
      weights[j] = (float) w[j];
    }
    return new KmerModel(index, w[size], weights);
  }

  /** Solves Hessian · x = b by conjugate gradients, scaled by the Hessian's diagonal. */
  private double[] solve(double[] curvature, double[] b) {
    double[] diagonal = new double[size + 1];
    Arrays.fill(diagonal, 0, size, ridge);
    for (int i = 0; i < rows.length; i++) {
      SparseRow row = rows[i];
      for (int j = 0; j < row.index().length; j++) {
        diagonal[row.index()[j]] += curvature[i] * row.value()[j] * row.value()[j];
      }
      diagonal[size] += curvature[i];
    }
    double[] x = new double[size + 1];
    double[] r = b.clone();
    double[] z = divide(r, diagonal);
    double[] p = z.clone();
    double rz = dot(r, z);
    double stop = TOLERANCE * TOLERANCE * rz;
    for (int i = 0; i < SEARCH && rz > stop; i++) {
      double[] hp = hessian(curvature, p);
      double alpha = rz / dot(p, hp);
      for (int j = 0; j <= size; j++) {
        x[j] += alpha * p[j];
        r[j] -= alpha * hp[j];
      }
      z = divide(r, diagonal);
      double next = dot(r, z);
      for (int j = 0; j <= size; j++) {
        p[j] = z[j] + next / rz * p[j];
      }
      rz = next;
    }
    return x;
  }

  private double[] hessian(double[] curvature, double[] p) {
    double[] out = new double[size + 1];
    double[] along = scores(p);
    for (int i = 0; i < rows.length; i++) {
      add(out, i, curvature[i] * along[i]);
    }
    for (int j = 0; j < size; j++) {
      out[j] += ridge * p[j];
    }
    return out;
  }

  private double[] scores(double[] w) {
    double[] out = new double[rows.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = rows[i].dot(w) + w[size];
    }
    return out;
  }

  private void add(double[] sum, int row, double times) {
    rows[row].addTo(sum, times);
    sum[size] += times;
  }

  private static double[] divide(double[] a, double[] b) {
    double[] out = new double[a.length];
    Arrays.setAll(out, i -> a[i] / b[i]);
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
