package dev.lodestar.run;

import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.Explanation;
import dev.lodestar.core.reward.FailurePolicy;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.reward.ScoringStopped;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges finished designs: the guiding score with its components, the held-out score, the metrics.
 *
 * @param <D> a design
 */
final class Judge<D> {
  /**
   * Judgements of one design.
   *
   * @param explanation how its score came about
   * @param heldOut NaN where there is none
   * @param metrics one number a metric
   */
  record Verdict(Explanation explanation, double heldOut, List<Double> metrics) {
    /** The score, or NaN. */
    double score() {
      return explanation.total() instanceof Score.Value v ? v.value() : Double.NaN;
    }

    /** Why there is no score; empty where there is one. */
    String reason() {
      Score total = explanation.total();
      return total instanceof Score.Infeasible i
          ? i.reason()
          : total instanceof Score.Failed f ? "not scored: " + f.cause() : "";
    }

    /** Transformed and raw score of each component, NaN where there is none. */
    List<Double> parts() {
      List<Double> out = new ArrayList<>();
      for (Explanation.Part part : explanation.parts()) {
        out.add(part.transformed().orElse(Double.NaN));
        out.add(part.raw().map(Judge::number).orElse(Double.NaN));
      }
      return out;
    }
  }

  /**
   * Judgements of a group.
   *
   * @param verdicts one a design
   * @param ended which budget did not cover all their scores; empty where all are covered
   */
  record Judgement(List<Verdict> verdicts, Optional<String> ended) {}

  private final RunPlan plan;
  private final Task<?, D> task;
  private final Scorers<D> scorers;

  Judge(RunPlan plan, Task<?, D> task, Scorers<D> scorers) {
    this.plan = plan;
    this.task = task;
    this.scorers = scorers;
  }

  /** Names of the metrics, the columns after the held-out score. */
  List<String> metrics() {
    return plan.metrics() ? columns().stream().map(DesignMetric::name).toList() : List.of();
  }

  /** The task's metrics, and the distance from what its model learnt from. */
  private List<DesignMetric<D>> columns() {
    List<DesignMetric<D>> out = new ArrayList<>(task.designMetrics());
    plan.extras().training().ifPresent(t -> out.add(t.metric(task.format())));
    return out;
  }

  /**
   * Verdicts on designs, in their order.
   *
   * @param reward the guiding reward; where its budget does not cover all designs, the first ones
   *     have a score, and of the others those that the ledger knows
   * @param heldOut the scorer that does not guide
   * @throws ScoringStopped where a scorer failed and the plan is to stop then
   */
  Judgement judge(List<D> designs, CompositeReward<D> reward, Reward<D> heldOut) {
    List<Explanation> explanations = new ArrayList<>();
    Optional<String> ended = explain(designs, reward, explanations);
    List<Score> others =
        plan.metrics()
            ? heldOut.score(designs)
            : designs.stream().<Score>map(d -> new Score.Failed("not asked")).toList();
    List<double[]> metrics =
        plan.metrics() ? columns().stream().map(m -> m.of(designs)).toList() : List.of();
    List<Verdict> out = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      int row = i;
      out.add(
          new Verdict(
              explanations.get(i),
              number(others.get(i)),
              metrics.stream().map(m -> m[row]).toList()));
    }
    return new Judgement(out, ended);
  }

  /** Explains all designs at once, or where they are not covered one by one as far as they are. */
  private Optional<String> explain(
      List<D> designs, CompositeReward<D> reward, List<Explanation> out) {
    Optional<String> ended = Optional.empty();
    try {
      out.addAll(reward.explain(designs));
    } catch (BudgetExhausted all) {
      try {
        for (D design : designs) {
          out.addAll(reward.explain(List.of(design)));
        }
      } catch (BudgetExhausted one) {
        ended = Optional.of(one.getMessage());
      }
    }
    stopAtFailure(designs, out);
    out.addAll(scorers.known().explain(designs.subList(out.size(), designs.size())));
    return ended;
  }

  private void stopAtFailure(List<D> designs, List<Explanation> explanations) {
    for (int i = 0; i < explanations.size(); i++) {
      if (plan.failure() instanceof FailurePolicy.Stop
          && explanations.get(i).total() instanceof Score.Failed failed) {
        throw new ScoringStopped(
            "The scorer failed on design "
                + task.format().text(designs.get(i))
                + ": "
                + failed.cause()
                + ". The run stops because its failure policy is 'stop'.");
      }
    }
  }

  private static double number(Score score) {
    return score instanceof Score.Value v ? v.value() : Double.NaN;
  }
}
