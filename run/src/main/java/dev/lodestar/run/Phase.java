package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Census;
import dev.lodestar.core.decode.ClassifierFreeGuidance;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.RewardObjective;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.RidgeRegression;
import dev.lodestar.core.value.SoftQ;
import dev.lodestar.core.value.StateFeatures;
import dev.lodestar.core.value.Surrogate;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.run.report.ScoreSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One set of designs that a run makes: its own, or a baseline.
 *
 * @param name name of its files in the checkpoint, and in {@code baselines.csv}
 * @param role what the set is in the comparison
 * @param method how its designs are made
 * @param value by which value
 * @param guide by which gradient
 * @param count designs
 * @param group designs decoded together
 * @param seed seed of its random numbers
 * @param budget what it may spend
 */
record Phase(
    String name,
    ScoreSet.Role role,
    Decoder method,
    ValueChoice value,
    GuideChoice guide,
    int count,
    int group,
    long seed,
    Budget budget) {

  // Baselines draw other numbers than the run beside them, so that the sets are independent.
  private static final long BASELINE_SEED = 0x9E3779B97F4A7C15L;

  // The paths that a value is fitted on are not those of the designs.
  private static final long FIT_SEED = 0xD1B54A32D192ED03L;

  /** The designs of the run itself. */
  static Phase designs(RunPlan plan) {
    return new Phase(
        "designs",
        ScoreSet.Role.DESIGNS,
        plan.method(),
        plan.value(),
        plan.guide(),
        plan.count(),
        plan.group(),
        plan.seed(),
        plan.budget());
  }

  /** An unguided set beside the run; {@code salt} keeps its random numbers apart. */
  static Phase baseline(
      RunPlan plan, ScoreSet.Role role, Decoder method, int count, int group, int salt) {
    return new Phase(
        method.name(),
        role,
        method,
        new ValueChoice.OfMean(),
        GuideChoice.NONE,
        count,
        group,
        plan.seed() ^ BASELINE_SEED * salt,
        Budget.unlimited());
  }

  /**
   * Fits the value, where it is one that is fitted when the designs begin; else nothing is done.
   *
   * @param noisy what noisy states are valued by
   * @param meter counts what the fit looks at
   */
  <B extends Particles<B>, D> List<SoftQ.Regression<B>> fit(
      RunPlan plan, Task<B, D> task, CompositeReward<D> noisy, Meter meter) {
    Optional<ValueChoice.Fitted> fit = value.fit();
    if (fit.isEmpty()) {
      return List.of();
    }
    StateFeatures<B> features =
        task.features()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the task '"
                            + task.name()
                            + "' has no features to fit a value on; use value ="
                            + " \"posterior-mean\"."));
    return SoftQ.fit(
            process(plan, task, meter),
            new RewardObjective<>(task.codec(), noisy, plan.failure()),
            fit.get().plan(),
            () -> new RidgeRegression<>(features, fit.get().ridge()),
            Streams.of(seed ^ FIT_SEED))
        .levels();
  }

  private <B extends Particles<B>> ReverseProcess<B> process(
      RunPlan plan, Task<B, ?> task, Meter meter) {
    ReverseProcess<B> process =
        method instanceof ClassifierFreeGuidance free
            ? conditional(plan, task, free, meter)
            : task.process(plan.sampling(), plan.constraints(), meter);
    return plan.start().map(s -> s.of(task, process)).orElse(process);
  }

  private static <B extends Particles<B>> ReverseProcess<B> conditional(
      RunPlan plan, Task<B, ?> task, ClassifierFreeGuidance free, Meter meter) {
    return task.conditional(plan.sampling(), plan.constraints(), free.strength(), meter)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the task '"
                        + task.name()
                        + "' has no conditional model; use a method that is steered by the reward,"
                        + " such as svdd."));
  }

  /**
   * What the phase steers by, with an empty memory of states.
   *
   * @param reward what judges finished designs
   * @param noisy what noisy states are valued by; the reward itself where there is no surrogate
   * @param fitted what {@link #fit} came to
   * @param before texts of the designs of earlier groups, where the method remembers them
   */
  <B extends Particles<B>, D> Steering<B> steering(
      RunPlan plan,
      Task<B, D> task,
      CompositeReward<D> reward,
      CompositeReward<D> noisy,
      Meter meter,
      List<SoftQ.Regression<B>> fitted,
      Set<String> before) {
    RewardObjective<B, D> objective = new RewardObjective<>(task.codec(), noisy, plan.failure());
    ReverseProcess<B> process = process(plan, task, meter);
    ValueFunction<B> valued = value.create(task, objective, process, meter, fitted);
    return new Steering<>(
        process,
        noisy == reward
            ? valued
            : new Surrogate<>(valued, new RewardObjective<>(task.codec(), reward, plan.failure())),
        guide.create(task, process, meter),
        new Census<>(
            clean -> task.codec().decode(clean).stream().map(task.format()::text).toList(),
            before));
  }

  boolean isDesigns() {
    return role == ScoreSet.Role.DESIGNS;
  }

  String rowsFile() {
    return name + ".csv";
  }

  String stateFile() {
    return name + ".json";
  }
}
