package dev.lodestar.torch;

import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The notes and the card of a value of masked states.
 *
 * @param owners files that the value belongs to, by role
 * @param inputs of the task
 * @param options as given
 */
record ValueCard(
    Task<?, ?> task,
    SortedMap<String, Path> owners,
    List<TaskInput> inputs,
    Map<String, String> options,
    TrainingPlan plan) {

  /** For the weights' file: among others what the value was learned from. */
  Map<String, String> notes(String recipe) throws IOException {
    Map<String, String> out = new TreeMap<>();
    out.put("recipe", recipe);
    out.put("options", settings());
    for (Map.Entry<String, Path> owner : owners.entrySet()) {
      out.put(owner.getKey() + ShippedValue.DIGEST, ShippedValue.digest(owner.getValue()));
    }
    return out;
  }

  String text(
      String name,
      ValueConfig config,
      int parameters,
      int count,
      TokenRollOuts.Seen train,
      List<ValueJudgement> judgement,
      double seconds) {
    return String.format(
        Locale.ROOT,
        """
        # %s

        The learned value of the task %s: %s that a noisy state will end in when the
        pre-trained model goes on unsteered. Monte-Carlo regression on %,d roll-outs of %s steps, %s
        states of each; the scorer is in scoring mode throughout.

        * Reward: `%s`, in the task's own unit%s
        * Network: `%s`, %,d parameters, told the time
        * Learned from %s, and only valid with these: their digests stand in the notes of the
          weights' file.

        ## Variance of the final score explained, on roll-outs it did not see

        Time 1 is pure noise, where nothing can be known; time 0 is the data. Beside the value's R²
        that of the prediction which needs no training, the score of the clean guess (below zero:
        worse than saying the mean); and what no prediction can exceed, the share of the variance
        that two independent ends of one state have in common. All are subject to the draw of %s
        trajectories.

        | time | R² | R² of the clean guess's score | reachable |
        |---|---|---|---|
        %s

        ## Data and terms

        Samples of the task's own pre-trained model and what its guiding scorer says of them: what the
        cards of these say of data, terms and limits holds for this network too.

        ## Reproduce

        ```
        ./lodestar train %s %s
        ```

        %d steps of %d states; %.0f s with %d thread%s, on a machine busy with other work.
        """,
        name,
        task.name(),
        options.get("alpha").equals("0")
            ? "the mean of the score"
            : "the soft value, at temperature " + options.get("alpha") + ", of the score",
        count,
        options.get("sampling-steps"),
        options.get("states"),
        task.reward().get(0).name(),
        train.lost() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; the %.2f %% of roll-outs whose end is infeasible\n  count as the worst of the"
                    + " others, %.3f",
                100 * train.lost(),
                train.worst()),
        config,
        parameters,
        owners.entrySet().stream()
            .map(e -> "`" + source(e.getKey(), e.getValue()) + "`")
            .distinct()
            .collect(Collectors.joining(" and ")),
        options.get("judged"),
        judgement.stream().map(ValueJudgement::line).collect(Collectors.joining("\n")),
        name,
        settings(),
        plan.steps(),
        plan.batch(),
        seconds,
        plan.threads(),
        plan.threads() == 1 ? "" : "s");
  }

  /** A model by its folder's name, its user's file by its own. */
  private String source(String role, Path file) {
    boolean own = inputs.stream().anyMatch(i -> i.file() && i.name().equals(role));
    return (own ? file : file.toAbsolutePath().getParent()).getFileName().toString();
  }

  /** The options as typed, files by their name alone. */
  private String settings() {
    Map<String, String> shown = new TreeMap<>(options);
    inputs.stream()
        .filter(TaskInput::file)
        .forEach(
            i -> shown.computeIfPresent(i.name(), (k, v) -> Path.of(v).getFileName().toString()));
    return shown.entrySet().stream()
        .map(e -> "--set " + e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
