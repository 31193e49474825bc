package dev.lodestar.core.value;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import java.util.List;

/**
 * Several values made one. Where all of them estimate the same soft value, weights that sum to 1
 * keep it one; the minimum is a pessimist's estimate.
 *
 * @param parts at least one value
 * @param how how they are combined
 */
public record Combined<B extends Particles<B>>(List<ValueFunction<B>> parts, Rule how)
    implements ValueFunction<B> {

  /** How the values of one state become one. */
  public sealed interface Rule {
    /** The combination of at least one value. */
    double of(double[] values);
  }

  /**
   * Σ w_k v_k; a part of weight 0 does not count, even where it is infinite.
   *
   * @param weights one a part, finite
   */
  public record WeightedSum(List<Double> weights) implements Rule {
    public WeightedSum {
      weights = List.copyOf(weights);
      if (weights.stream().anyMatch(w -> !Double.isFinite(w))) {
        throw new IllegalArgumentException("weights of values must be finite, not " + weights);
      }
    }

    @Override
    public double of(double[] values) {
      double sum = 0;
      for (int k = 0; k < values.length; k++) {
        sum += weights.get(k) == 0 ? 0 : weights.get(k) * values[k];
      }
      return sum;
    }
  }

  /** The least of the values. */
  public record Minimum() implements Rule {
    @Override
    public double of(double[] values) {
      double least = values[0];
      for (double v : values) {
        least = Math.min(least, v);
      }
      return least;
    }
  }

  public Combined {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a combination needs at least one value");
    }
    if (how instanceof WeightedSum sum && sum.weights.size() != parts.size()) {
      throw new IllegalArgumentException(
          parts.size() + " values need as many weights, not " + sum.weights.size());
    }
  }

  @Override
  public double[] of(Outlook<B> outlook, Draws draws) {
    double[][] each = new double[parts.size()][];
    for (int k = 0; k < each.length; k++) {
      each[k] = parts.get(k).of(outlook, draws);
    }
    double[] out = new double[outlook.size()];
    double[] row = new double[each.length];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = each[k][i];
      }
      out[i] = how.of(row);
    }
    return out;
  }
}
