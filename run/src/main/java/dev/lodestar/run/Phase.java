package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.RewardObjective;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.report.ScoreSet;

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

  /** What the phase steers by, with an empty memory of states. */
  <B extends Particles<B>, D> Steering<B> steering(
      RunPlan plan, Task<B, D> task, CompositeReward<D> reward, Meter meter) {
    RewardObjective<B, D> objective = new RewardObjective<>(task.codec(), reward, plan.failure());
    ReverseProcess<B> process = task.process(plan.sampling(), plan.constraints(), meter);
    return new Steering<>(
        process, value.create(task, objective, process, meter), guide.create(task, process, meter));
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
