package dev.lodestar.run.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One run in a comparison of several. NaN marks what a run does not have.
 *
 * @param name the run's name, such as its directory
 * @param method one line: the method and its settings
 * @param designs number of designs
 * @param median median of the guiding score
 * @param top top-10 % quantile of the guiding score, that is its 90 % quantile
 * @param heldOutMedian median of the held-out score
 * @param heldOutTop top-10 % quantile of the held-out score
 * @param metrics name to number: medians of design metrics, set metrics
 * @param networkCalls states evaluated by the network
 * @param scorerCalls designs evaluated by the guiding scorer
 * @param seconds wall time
 * @param different share of different designs
 * @param health how the designs came about
 */
public record ComparedRun(
    String name,
    String method,
    int designs,
    double median,
    double top,
    double heldOutMedian,
    double heldOutTop,
    Map<String, Double> metrics,
    long networkCalls,
    long scorerCalls,
    double seconds,
    double different,
    Health health) {

  /** A run of which only the scores are known. */
  public ComparedRun(
      String name,
      String method,
      int designs,
      double median,
      double top,
      double heldOutMedian,
      double heldOutTop,
      Map<String, Double> metrics,
      long networkCalls,
      long scorerCalls,
      double seconds) {
    this(
        name,
        method,
        designs,
        median,
        top,
        heldOutMedian,
        heldOutTop,
        metrics,
        networkCalls,
        scorerCalls,
        seconds,
        Double.NaN,
        Health.UNKNOWN);
  }

  public ComparedRun {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(method, "method");
    if (designs < 0 || networkCalls < 0 || scorerCalls < 0 || seconds < 0) {
      throw new IllegalArgumentException("run '" + name + "' has a negative count");
    }
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * A run from its scores.
   *
   * @param guiding guiding score of each design; NaN where it has none
   * @param heldOut held-out score of each design; empty where the task has none
   */
  public static ComparedRun of(
      String name,
      String method,
      double[] guiding,
      double[] heldOut,
      Map<String, Double> metrics,
      long networkCalls,
      long scorerCalls,
      double seconds) {
    return new ComparedRun(
        name,
        method,
        guiding.length,
        Quantiles.median(guiding),
        Quantiles.of(guiding, 0.9),
        Quantiles.median(heldOut),
        Quantiles.of(heldOut, 0.9),
        metrics,
        networkCalls,
        scorerCalls,
        seconds);
  }
}
