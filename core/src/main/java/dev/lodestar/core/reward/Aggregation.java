package dev.lodestar.core.reward;

import dev.lodestar.core.text.Suggest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How transformed scores of several components become one.
 *
 * <p>Every component counts for every design: there is no renormalisation over those that happened
 * to answer, which would reward a design for making a scorer fail.
 */
public enum Aggregation {
  /** Σ w_i·s_i. Not divided by the weights, so that the reward keeps its unit. */
  WEIGHTED_SUM("sum of weight * score") {
    @Override
    double combine(double[] weights, double[] scores) {
      double sum = 0;
      for (int i = 0; i < scores.length; i++) {
        sum += weights[i] * scores[i];
      }
      return sum;
    }
  },

  /** Π s_i^w_i, for scores of at least 0; 0 where any score is 0. */
  WEIGHTED_PRODUCT("product of score ^ weight; scores must not be negative") {
    @Override
    double combine(double[] weights, double[] scores) {
      return StrictMath.exp(logProduct(weights, scores));
    }
  },

  /** (Π s_i^w_i)^(1/Σw), for scores of at least 0; 0 where any score is 0. */
  WEIGHTED_GEOMETRIC_MEAN(
      "(product of score ^ weight) ^ (1 / sum of weights); scores must not be negative") {
    @Override
    double combine(double[] weights, double[] scores) {
      return StrictMath.exp(logProduct(weights, scores) / Arrays.stream(weights).sum());
    }
  },

  /** min w_i·s_i: the worst component decides. */
  WEIGHTED_MIN("least weight * score") {
    @Override
    double combine(double[] weights, double[] scores) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < scores.length; i++) {
        least = Math.min(least, weights[i] * scores[i]);
      }
      return least;
    }
  },

  /**
   * The least of the targets' w_i·s_i minus the greatest of the off-targets': the smallest gap
   * between what is wanted and what is not, so that one loud off-target cannot hide behind quiet
   * ones. With one target it is the MinGap of Gosai et al., "Machine-guided design of cell-type
   * targeting cis-regulatory elements", Nature 634:1211 (2024).
   */
  MIN_GAP("least weight * score of the targets - greatest of those with off-target = true") {
    @Override
    double combine(double[] weights, double[] scores) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < scores.length; i++) {
        if (weights[i] > 0) {
          least = Math.min(least, weights[i] * scores[i]);
        } else {
          greatest = Math.max(greatest, -weights[i] * scores[i]);
        }
      }
      return least - greatest;
    }
  };

  private final String summary;

  Aggregation(String summary) {
    this.summary = summary;
  }

  /**
   * The number, or NaN where the aggregation is not defined for these scores.
   *
   * @param weights positive for targets, negative for off-targets
   */
  abstract double combine(double[] weights, double[] scores);

  /** Name in configurations, such as {@code weighted-sum}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line: the formula in words. */
  public String summary() {
    return summary;
  }

  /** What is wrong with these components for this aggregation, as a sentence; empty if nothing. */
  public Optional<String> complaint(List<? extends Component<?>> components) {
    long off = components.stream().filter(Component::offTarget).count();
    if (this != MIN_GAP) {
      return off == 0
          ? Optional.empty()
          : Optional.of(
              "off-target = true means something only with aggregation = \"min-gap\"; with "
                  + text()
                  + " give the component the transform { type = \"negate\" }.");
    }
    return off > 0 && off < components.size()
        ? Optional.empty()
        : Optional.of(
            "min-gap is a difference between targets and off-targets, and "
                + (off == 0 ? "no component has off-target = true." : "all are off-targets."));
  }

  /**
   * The total of one design; {@link Score.Failed} where it is not a finite number, saying why.
   *
   * @param components the components, at least one
   * @param transformed their finite transformed scores
   */
  Score total(List<? extends Component<?>> components, double[] transformed) {
    if (components.size() == 1 && components.get(0).weight() == 1) {
      return Score.of(transformed[0]); // exactly, whatever the aggregation
    }
    double[] weights =
        components.stream().mapToDouble(c -> c.offTarget() ? -c.weight() : c.weight()).toArray();
    double total = combine(weights, transformed);
    if (Double.isFinite(total)) {
      return new Score.Value(total);
    }
    for (int i = 0; i < transformed.length; i++) {
      if (Double.isNaN(total) && transformed[i] < 0) {
        return new Score.Failed(
            "component '"
                + components.get(i).name()
                + "' scores "
                + transformed[i]
                + ", and "
                + text()
                + " takes no negative scores; give it a transform with outcomes from 0"
                + " up, or use weighted-sum");
      }
    }
    return new Score.Failed(text() + " of " + Arrays.toString(transformed) + " is " + total);
  }

  /**
   * The aggregation of a name; {@code -} and {@code _} are the same.
   *
   * @throws IllegalArgumentException with a sentence for the user where there is none
   */
  public static Aggregation of(String text) {
    String wanted = text.replace('_', '-');
    List<String> names = Arrays.stream(values()).map(Aggregation::text).toList();
    int index = names.indexOf(wanted);
    if (index >= 0) {
      return values()[index];
    }
    String hint = Suggest.didYouMean(text, names);
    throw new IllegalArgumentException(
        "there is no aggregation '"
            + text
            + "'"
            + (hint.isEmpty() ? "." : hint)
            + " Aggregations are "
            + String.join(", ", names)
            + ".");
  }

  /** Σ w_i·log s_i; NaN where a score is negative, whatever the others are. */
  private static double logProduct(double[] weights, double[] scores) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += weights[i] * StrictMath.log(scores[i]); // log 0 = −∞ and log of a negative = NaN
    }
    return sum;
  }
}
