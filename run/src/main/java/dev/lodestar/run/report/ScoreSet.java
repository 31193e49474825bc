package dev.lodestar.run.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Scores of one set of designs.
 *
 * @param name as shown, such as {@code best-of-6}
 * @param role what the set is in the comparison
 * @param note one line: how the set was made and what it cost, such as {@code the best of 6 samples
 *     each, at the same scorer calls}
 * @param guiding score by the scorer that guided, one a design; NaN where it failed
 * @param heldOut score by the scorer that did not guide, in the same order; empty where the task
 *     has none
 * @param metrics column name to one number a design, in the same order
 * @param distinct how many different designs there are
 * @param health how the set came about
 */
public record ScoreSet(
    String name,
    Role role,
    String note,
    double[] guiding,
    double[] heldOut,
    Map<String, double[]> metrics,
    int distinct,
    Health health) {

  /** What a set is in the comparison. */
  public enum Role {
    /** What the run made. */
    DESIGNS,
    /** The best of N samples of the pre-trained model, at the run's budget. */
    BEST_OF_N,
    /** Samples of the pre-trained model. */
    PRETRAINED,
    /** Anything else worth comparing with, such as natural sequences. */
    OTHER
  }

  public ScoreSet {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(note, "note");
    guiding = guiding.clone();
    heldOut = heldOut.clone();
    if (heldOut.length != 0 && heldOut.length != guiding.length) {
      throw new IllegalArgumentException(
          "set '%s' has %s held-out scores for %s designs"
              .formatted(name, heldOut.length, guiding.length));
    }
    metrics = copy(metrics);
    for (Map.Entry<String, double[]> column : metrics.entrySet()) {
      if (column.getValue().length != guiding.length) {
        throw new IllegalArgumentException(
            "set '%s' has %s values of '%s' for %s designs"
                .formatted(name, column.getValue().length, column.getKey(), guiding.length));
      }
    }
  }

  /** A set of which no more than the scores is known. */
  public ScoreSet(
      String name,
      Role role,
      String note,
      double[] guiding,
      double[] heldOut,
      Map<String, double[]> metrics) {
    this(name, role, note, guiding, heldOut, metrics, guiding.length, Health.UNKNOWN);
  }

  private static Map<String, double[]> copy(Map<String, double[]> columns) {
    Map<String, double[]> copy = new LinkedHashMap<>();
    columns.forEach((name, values) -> copy.put(name, values.clone()));
    return Collections.unmodifiableMap(copy);
  }

  /** Number of designs. */
  public int size() {
    return guiding.length;
  }

  @Override
  public double[] guiding() {
    return guiding.clone();
  }

  @Override
  public double[] heldOut() {
    return heldOut.clone();
  }

  @Override
  public Map<String, double[]> metrics() {
    return copy(metrics);
  }

  /** The numbers of one column, or NaN throughout where this set does not have it. */
  public double[] metric(String column) {
    double[] values = metrics.get(column);
    if (values == null) {
      values = new double[guiding.length];
      Arrays.fill(values, Double.NaN);
      return values;
    }
    return values.clone();
  }
}
