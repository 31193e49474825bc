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
 * @param aggregation how the components become one score, and the surrogates another
 * @param surrogates cheap scorers that noisy states are valued by in the reward's place; none where
 *     the reward itself values them
 */
public record RewardPlan(
    boolean taskReward,
    List<Component<String>> added,
    Aggregation aggregation,
    List<Component<String>> surrogates) {
  public RewardPlan {
    added = List.copyOf(added);
    surrogates = List.copyOf(surrogates);
    if (!taskReward && added.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing guides the run: keep the task's own reward or add a [[reward.component]]");
    }
  }

  /** A reward that values noisy states too. */
  public RewardPlan(boolean taskReward, List<Component<String>> added, Aggregation aggregation) {
    this(taskReward, added, aggregation, List.of());
  }

  /** The task's own reward. */
  public static RewardPlan ofTask() {
    return new RewardPlan(true, List.of(), Aggregation.WEIGHTED_SUM);
  }

  /** Whether nothing but the task's own reward guides: what its held-out scorer is a judge of. */
  boolean isTasksOwn() {
    return taskReward && added.isEmpty();
  }

  /** All components, the task's own first. */
  <D> List<Component<D>> components(Task<?, D> task) {
    List<Component<D>> out = new ArrayList<>(taskReward ? task.reward() : List.of());
    added.forEach(c -> out.add(onText(task, c)));
    return out;
  }

  /** The components that noisy states are valued by in their place; empty where there are none. */
  <D> List<Component<D>> surrogates(Task<?, D> task) {
    return surrogates.stream().map(c -> onText(task, c)).toList();
  }

  private static <D> Component<D> onText(Task<?, D> task, Component<String> c) {
    return new Component<>(
        c.name(),
        new OnText<>(task.format()::text, c.reward()),
        c.transform(),
        c.weight(),
        c.free(),
        c.offTarget());
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
