package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a run does, resolved: no defaults are left to fill in.
 *
 * @param method how designs are steered, with its settings
 * @param value by which value
 * @param guide by which gradient
 * @param count designs wanted
 * @param seed seed of all random numbers
 * @param sampling how the pre-trained model is drawn from
 * @param start designs that are edited; empty where designs are made from noise
 * @param steps denoising steps that this comes to
 * @param group designs decoded together; the unit of checkpoints, and of what methods see whose
 *     designs meet
 * @param constraints what every design keeps
 * @param reward what guides
 * @param failure what a failing scorer does to the run
 * @param budget what the method may spend; judging and baselines are not charged
 * @param metrics whether designs are judged by the held-out scorer and the task's metrics
 * @param baselineDesigns designs of each baseline (pretrained, best-of-N at the method's budget),
 *     at most {@code count}; 0 for none
 * @param perBucket designs of one bucket of the task's that are selected at the end; 0 for no
 *     selection
 * @param watch what the run looks out for
 * @param extras what is written beyond what every run writes
 * @param threads worker threads, for the record
 * @param config the resolved configuration as TOML, kept in the run directory
 * @param about what the report says of the run in words
 */
public record RunPlan(
    Decoder method,
    ValueChoice value,
    GuideChoice guide,
    int count,
    long seed,
    Sampling sampling,
    Optional<Start> start,
    int steps,
    int group,
    Constraints constraints,
    RewardPlan reward,
    FailurePolicy failure,
    Budget budget,
    boolean metrics,
    int baselineDesigns,
    int perBucket,
    Watch watch,
    Extras extras,
    int threads,
    String config,
    About about) {

  /** Designs of each baseline unless the configuration says otherwise. */
  public static final int BASELINE_DESIGNS = 256;

  /**
   * A run in words.
   *
   * @param task the task and one line about it
   * @param method the method and its settings
   * @param unit what the score measures, such as {@code MRL}; may be empty
   * @param citations one entry a work: method, data, model
   */
  public record About(String task, String method, String unit, List<String> citations) {
    public About {
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(method, "method");
      Objects.requireNonNull(unit, "unit");
      citations = List.copyOf(citations);
    }
  }

  /** A run without extras. */
  public RunPlan(
      Decoder method,
      ValueChoice value,
      GuideChoice guide,
      int count,
      long seed,
      Sampling sampling,
      Optional<Start> start,
      int steps,
      int group,
      Constraints constraints,
      RewardPlan reward,
      FailurePolicy failure,
      Budget budget,
      boolean metrics,
      int baselineDesigns,
      int perBucket,
      Watch watch,
      int threads,
      String config,
      About about) {
    this(
        method,
        value,
        guide,
        count,
        seed,
        sampling,
        start,
        steps,
        group,
        constraints,
        reward,
        failure,
        budget,
        metrics,
        baselineDesigns,
        perBucket,
        watch,
        Extras.NONE,
        threads,
        config,
        about);
  }

  public RunPlan {
    atLeastOne("count", count);
    atLeastOne("steps", steps);
    atLeastOne("group", group);
    atLeastOne("threads", threads);
    if (baselineDesigns < 0) {
      throw new IllegalArgumentException(
          "baseline designs are " + baselineDesigns + "; allowed are 0 (none) and more");
    }
    if (perBucket < 0) {
      throw new IllegalArgumentException(
          "designs a bucket are " + perBucket + "; allowed are 0 (no selection) and more");
    }
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(guide, "guide");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(constraints, "constraints");
    Objects.requireNonNull(reward, "reward");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(watch, "watch");
    Objects.requireNonNull(extras, "extras");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(about, "about");
  }

  /** Groups of designs, the last one possibly smaller. */
  public int groups() {
    return Math.floorDiv(count - 1, group) + 1;
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
    }
  }
}
