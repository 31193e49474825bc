package dev.lodestar.run;

import dev.lodestar.core.task.Task;
import java.util.Optional;

/**
 * What a run writes of its designs beyond what every run does.
 *
 * @param training sequences that designs are compared with
 * @param parquet whether the table is also written as Parquet
 */
public record Extras(Optional<Neighbours> training, boolean parquet) {
  /** Nothing. */
  public static final Extras NONE = new Extras(Optional.empty(), false);

  /** Finds nothing to complain of, or says it. */
  public static Optional<String> complaint(Task<?, ?> task) {
    return task.format().alphabet().isEmpty()
        ? Optional.of(
            "designs of the task "
                + task.name()
                + " are not sequences, and have no edits between them; remove the key.")
        : Optional.empty();
  }
}
