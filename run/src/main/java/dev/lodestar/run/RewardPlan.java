package dev.lodestar.run;

import dev.lodestar.core.reward.Aggregation;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * What guides a run.
 *
 * @param taskReward whether the task's own components take part
 * @param added further components; they score the designs' text
 * @param aggregation how the components become one score
 */
public record RewardPlan(
    boolean taskReward, List<Component<String>> added, Aggregation aggregation) {
  public RewardPlan {
    added = List.copyOf(added);
    if (!taskReward && added.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing guides the run: keep the task's own reward or add a [[reward.component]]");
    }
  }

  /** The task's own reward. */
  public static RewardPlan ofTask() {
    return new RewardPlan(true, List.of(), Aggregation.WEIGHTED_SUM);
  }

  /** All components, the task's own first. */
  <D> List<Component<D>> components(Task<?, D> task) {
    List<Component<D>> out = new ArrayList<>(taskReward ? task.reward() : List.of());
    for (Component<String> c : added) {
      out.add(
          new Component<>(
              c.name(),
              new OnText<>(task.format()::text, c.reward()),
              c.transform(),
              c.weight(),
              c.free()));
    }
    return out;
  }

  /** A scorer of texts as a scorer of designs. */
  private record OnText<D>(java.util.function.Function<D, String> text, Reward<String> reward)
      implements Reward<D> {
    @Override
    public List<Score> score(List<D> designs) {
      return reward.score(designs.stream().map(text).toList());
    }

    @Override
    public String identity() {
      return reward.identity();
    }
  }
}
