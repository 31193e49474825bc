package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import java.util.List;
import java.util.Optional;

/** Plans for tests, varied one thing at a time. */
record Plans(
    Decoder method,
    int count,
    int group,
    Budget budget,
    FailurePolicy failure,
    int baselines,
    Watch watch) {

  /** SVDD of width 3, 20 designs in groups of 6, nothing limited, no baselines. */
  static Plans svdd() {
    return new Plans(
        new Svdd(3, 0), 20, 6, Budget.unlimited(), new FailurePolicy.Drop(0), 0, Watch.NORMAL);
  }

  Plans method(Decoder m) {
    return new Plans(m, count, group, budget, failure, baselines, watch);
  }

  Plans count(int n, int each) {
    return new Plans(method, n, each, budget, failure, baselines, watch);
  }

  Plans budget(long network, long calls) {
    Budget limits = new Budget(network, calls, Double.POSITIVE_INFINITY);
    return new Plans(method, count, group, limits, failure, baselines, watch);
  }

  Plans failure(FailurePolicy policy) {
    return new Plans(method, count, group, budget, policy, baselines, watch);
  }

  Plans baselines(int n) {
    return new Plans(method, count, group, budget, failure, n, watch);
  }

  Plans watch(Watch w) {
    return new Plans(method, count, group, budget, failure, baselines, w);
  }

  RunPlan plan() {
    return plan(RewardPlan.ofTask());
  }

  RunPlan plan(RewardPlan reward) {
    return new RunPlan(
        method,
        new ValueChoice.OfMean(),
        GuideChoice.NONE,
        count,
        7,
        Sampling.of("ancestral", 8),
        Optional.empty(),
        8,
        group,
        Constraints.none(),
        reward,
        failure,
        budget,
        true,
        baselines,
        0,
        watch,
        1,
        "seed = 7\n",
        new RunPlan.About("tiny", method.toString(), "", List.of()));
  }
}
